// Tests of the templates of broadcasts.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBroadcasts } from "../testing/broadcasts";
import { COURSE } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
let many: FakeBroadcasts;

beforeEach(() => {
  server = serve();
  many = new FakeBroadcasts(server);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const rest = () => vi.advanceTimersByTimeAsync(700);
const show = async () => {
  const element = await mount("proserva-broadcast", { api: server.base, "course-id": COURSE.id, place: "new" });
  await rest();
  await settle();
  return element;
};

const subject = (element: Element) => one<HTMLInputElement>(element, "#subject");
const body = (element: Element) => one<HTMLTextAreaElement>(element, "#body");
const alerts = (element: Element) => all(element, "[role=alert]").map(text);

async function write(element: Element): Promise<void> {
  await type(subject(element), "Exam on Friday");
  await type(body(element), "Dear {first_name}");
  await rest();
}

describe("templates", () => {
  beforeEach(() => {
    many.templates = [{ id: 1, name: "Welcome", subject: "Hello", body: "Dear {first_name}", mine: true }];
  });

  const open = async () => {
    const element = await show();
    await click(button(element, "Templates"));
    await settle();
    return element;
  };

  it("are taken into the form, and what they replace can be put back", async () => {
    const element = await show();
    await write(element);
    await click(button(element, "Templates"));
    await click(button(element, "Use: Welcome"));
    expect([subject(element).value, body(element).value]).toEqual(["Hello", "Dear {first_name}"]);
    await click(button(element, "Undo"));
    expect(subject(element).value).toBe("Exam on Friday");
  });

  it("are kept from what is written, under a name", async () => {
    const element = await show();
    await write(element);
    await click(button(element, "Templates"));
    await click(button(element, "Save"));
    expect(text(one(element, "#name-error"))).toBe("Enter a name.");
    await type(one<HTMLInputElement>(element, "#name"), "Exam");
    await click(button(element, "Save"));
    expect(many.templates.map(({ name, subject: about }) => [name, about])).toEqual([
      ["Welcome", "Hello"],
      ["Exam", "Exam on Friday"],
    ]);
    expect(text(element)).toContain("Saved as “Exam”.");
  });

  it("are changed in place", async () => {
    const element = await open();
    await click(button(element, "Edit: Welcome"));
    await type(one<HTMLInputElement>(element, "#change-name"), "Greeting");
    await click(button(element, "Save"));
    expect(many.templates[0]).toMatchObject({ name: "Greeting", subject: "Hello" });
    expect(hasButton(element, "Use: Greeting")).toBe(true);
  });

  it("are deleted after a second thought", async () => {
    const element = await open();
    await click(button(element, "Delete: Welcome"));
    await click(button(element, "Cancel"));
    expect(many.templates).toHaveLength(1);
    await click(button(element, "Delete: Welcome"));
    await click(button(element, "Delete permanently"));
    expect(many.templates).toHaveLength(0);
    expect(text(element)).toContain("No templates yet");
  });

  it("say what was wrong with them", async () => {
    const element = await open();
    server.next["PATCH broadcasts/templates/1/"] = refuse(400, "invalid", "Please fix the errors below.", {
      body: ["Too long: at most 5 characters."],
    });
    await click(button(element, "Edit: Welcome"));
    await click(button(element, "Save"));
    expect(text(one(element, "#change-body-error"))).toBe("Too long: at most 5 characters.");
  });

  it("can be asked for again", async () => {
    server.next["GET broadcasts/templates/"] = refuse(500, "server_error", "Our fault.");
    const element = await open();
    expect(alerts(element)[0]).toContain("Our fault.");
    await click(button(element, "Try again"));
    expect(hasButton(element, "Use: Welcome")).toBe(true);
  });
});

// Tests of the preview of a broadcast, and of test sends.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBroadcasts } from "../testing/broadcasts";
import { COURSE } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, mount, one, press, serve, settle, text, type } from "../testing/page";
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
const asked = () => server.called("POST", "broadcasts/preview/").map((call) => call.body);
const alerts = (element: Element) => all(element, "[role=alert]").map(text);
async function write(element: Element): Promise<void> {
  await type(subject(element), "Exam on Friday");
  await type(body(element), "Dear {first_name}");
  await rest();
}

describe("before it is sent", () => {
  it("is seen as a learner will see it, with their own values", async () => {
    const element = await show();
    await write(element);
    expect(text(one(element, "proserva-broadcast-preview"))).toContain("Preview as Lena Lang");
    expect(one(element, "proserva-broadcast-preview .body").innerHTML).toContain("Dear Lena");
    await click(button(element, "Email"));
    const frame = one<HTMLIFrameElement>(element, "iframe");
    expect(frame.getAttribute("sandbox")).toBe("allow-same-origin");
    expect(frame.getAttribute("srcdoc")).toBe("<p>An email</p>");
  });

  it("moves between its two faces by the arrow keys", async () => {
    const element = await show();
    await press(one(element, "#tab-web"), "ArrowRight");
    expect(one(element, "#tab-email").getAttribute("aria-selected")).toBe("true");
    expect(one(element, "#tab-web").getAttribute("tabindex")).toBe("-1");
  });

  it("warns about recipients without a value for a field", async () => {
    many.preview.empty_fields = [{ field: "due_date", people: 4, at_least: false }];
    const element = await show();
    expect(text(one(element, ".warn"))).toBe("4 people have no “Due date”. It will be left blank.");
  });

  it("gives a lower bound in a large audience", async () => {
    many.preview.empty_fields = [{ field: "due_date", people: 1, at_least: true }];
    const element = await show();
    expect(text(one(element, ".warn"))).toBe("At least 1 person has no “Due date”. It will be left blank.");
  });

  it("inserts a merge field at the caret", async () => {
    const element = await show();
    await type(body(element), "Dear , hello");
    body(element).focus();
    body(element).setSelectionRange(5, 5);
    await click(all<HTMLButtonElement>(element, "button.field")[0] as HTMLButtonElement);
    expect(text(all(element, "button.field")[0] as Element)).toBe("First name Lena");
    expect(body(element).value).toBe("Dear {first_name}, hello");
  });

  it("asks when the writing rests, and shows the last answer only", async () => {
    const element = await show();
    const before = asked().length;
    await type(body(element), "a");
    await type(body(element), "ab");
    expect(asked()).toHaveLength(before);
    await rest();
    expect(
      asked()
        .slice(before)
        .map((each) => each.body),
    ).toEqual(["ab"]);
  });

  it("can be counted again after a failure", async () => {
    const element = await show();
    server.next["POST broadcasts/preview/"] = refuse(500, "server_error", "Our fault.");
    await type(body(element), "a");
    await rest();
    expect(alerts(element)[0]).toContain("Our fault.");
    await click(button(element, "Try again"));
    await rest();
    expect(text(one(element, ".reach"))).toBe("30 recipients");
  });
});

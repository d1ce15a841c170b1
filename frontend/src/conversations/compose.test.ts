// Tests of <proserva-compose>: its recipients, its errors, and what follows a send.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { COURSE, INES, person } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, mount, one, press, serve, setOnline, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
const BLOCK = "block-v1:Proserva+DEMO101+2026+type@vertical+block@1";
beforeEach(() => {
  server = serve();
});

function compose(attributes: Record<string, string> = {}): Promise<HTMLElement> {
  return mount("proserva-compose", { api: server.base, "course-id": COURSE.id, "usage-key": BLOCK, ...attributes });
}

const area = (element: Element) => one<HTMLTextAreaElement>(element, "textarea");
const posts = () => server.called("POST", "threads/");
const send = (element: Element) => press(area(element), "Enter", { ctrlKey: true });
const draftKeys = () => Object.keys(localStorage);

describe("recipients", () => {
  it("has chosen the default person, and sends what was written with its context", async () => {
    const element = await compose({ about: "Lesson 1" });
    expect(one<HTMLInputElement>(element, "[role=combobox]").value).toBe("Ines Torres (Instructor)");
    expect(text(element)).toContain("About: Lesson 1");
    await type(area(element), "Is *this* right?");
    await send(element);
    expect(posts()[0]?.body).toEqual({
      course_id: COURSE.id,
      recipients: ["instructor"],
      body: "Is *this* right?",
      context: { usage_key: BLOCK },
    });
    expect(posts()[0]?.headers.get("X-CSRFToken")).toBe("token-1");
  });

  it("preselects no one with `choose`", async () => {
    const element = await compose({ choose: "" });
    expect(one<HTMLInputElement>(element, "[role=combobox]").value).toBe("");
    await type(area(element), "About your essay");
    await send(element);
    expect(text(element)).toContain("Choose a recipient.");
    expect(posts()).toHaveLength(0);
    await click(one(element, "[role=combobox]"));
    await click(all(element, "[role=option]")[1]!);
    await send(element);
    expect(posts()[0]?.body).toMatchObject({ recipients: ["assistant"], context: { usage_key: BLOCK } });
  });

  it("narrows to the people that its author named", async () => {
    await compose({ recipients: "instructor, assistant" });
    expect(server.calls.find(({ path }) => path.endsWith("recipients/"))?.query.get("usernames")).toBe(
      "instructor,assistant",
    );
  });

  it("lets another person be chosen by keys alone", async () => {
    const element = await compose();
    const box = one<HTMLInputElement>(element, "[role=combobox]");
    await type(box, "ada");
    expect(all(element, "[role=option]")).toHaveLength(1);
    await press(box, "Enter");
    expect(box.value).toBe("Adam Okafor (Course staff)");
    await type(area(element), "Hello");
    await send(element);
    expect(posts()[0]?.body.recipients).toEqual(["assistant"]);
  });

  it("searches on the server if the list is longer than one page", async () => {
    const many = Array.from({ length: 60 }, (_, n) => ({
      ...person(`learner${n}`, `Learner ${n}`),
      is_default: n === 0,
    }));
    server.recipients = many;
    const element = await compose();
    const box = one<HTMLInputElement>(element, "[role=combobox]");
    await type(box, "Learner 57");
    expect(text(element)).toContain("No matches");
    await vi.waitFor(() => expect(text(one(element, "[role=listbox]"))).toContain("Learner 57"));
  });

  it("closes its list with Escape before anything around it closes", async () => {
    const element = await compose();
    const outside = vi.fn();
    element.addEventListener("keydown", outside);
    const box = one(element, "[role=combobox]");
    await press(box, "ArrowDown");
    outside.mockClear();
    await press(box, "Escape");
    expect(all(element, "[role=listbox]")).toHaveLength(0);
    expect(outside).not.toHaveBeenCalled();
  });

  it("says that there is no one to message", async () => {
    server.recipients = [];
    expect(text(await compose())).toContain("No one to message yet");
  });

  it("shows a name with markup in it as text", async () => {
    server.recipients = [{ ...person("x", "<img src=x onerror=alert(1)> مرحبا", "instructor"), is_default: true }];
    const element = await compose();
    expect(text(element)).toContain("<img src=x onerror=alert(1)> مرحبا");
    expect(all(element, "img")).toHaveLength(0);
    expect(one(element, ".person span[dir]").getAttribute("dir")).toBe("auto");
  });
});

describe("after sending", () => {
  it("names the recipient and links to the conversation", async () => {
    const element = await compose();
    const heard = vi.fn();
    document.body.addEventListener("proserva-sent", (event) => heard((event as CustomEvent).detail));
    await type(area(element), "Hello");
    await click(button(element, "Send"));
    const thread = server.threads[0]?.id;
    expect(text(element)).toContain("Sent to Ines Torres");
    expect(one<HTMLAnchorElement>(element, "a").getAttribute("href")).toMatch(
      new RegExp(`/messages/\\?thread=${thread}$`),
    );
    expect(heard).toHaveBeenCalledWith({ thread, message: server.messages[0]?.id });
    await click(button(element, "Write another message"));
    expect(area(element).value).toBe("");
  });

  it("answers in a thread, then is empty for the next answer", async () => {
    const thread = server.thread(INES);
    const element = await mount("proserva-compose", { api: server.base, thread: String(thread.id) });
    await type(area(element), "A reply");
    await send(element);
    expect(server.called("POST", `threads/${thread.id}/messages/`)[0]?.body).toEqual({ body: "A reply" });
    expect(area(element).value).toBe("");
  });
});

describe("what a person can get wrong", () => {
  it.each(["", "   \n "])("sends nothing for %j, and says why", async (body) => {
    const element = await compose();
    await type(area(element), body);
    await click(button(element, "Send"));
    expect(posts()).toHaveLength(0);
    expect(text(one(element, "#body-error"))).toBe("Write a message or attach a file.");
    expect(area(element).getAttribute("aria-invalid")).toBe("true");
    await type(area(element), "Now");
    expect(all(element, "#body-error")).toHaveLength(0);
  });

  it("counts as the server does, and sends nothing too long", async () => {
    const element = await compose();
    await type(area(element), "🙂".repeat(200));
    expect(text(element)).toContain("200 / 200");
    await type(area(element), "🙂".repeat(201));
    await send(element);
    expect(posts()).toHaveLength(0);
    expect(text(element)).toContain("This is 1 character too long.");
  });

  it.each([
    ["body", "That is too long."],
    ["recipients", "You can't write to “Kwame” in this course."],
    ["attachments", "That file is not yours."],
    ["context", "That lesson is in another course."],
  ])("shows what the server says about %s beside it, and keeps everything", async (field, words) => {
    server.next["POST threads/"] = refuse(400, "invalid", "Please fix the errors below.", { [field]: [words] });
    const element = await compose();
    await type(area(element), "Keep me");
    await send(element);
    expect(text(one(element, `#${field}-error`))).toBe(words);
    expect(all(element, ".notice.bad")).toHaveLength(0);
    expect(area(element).value).toBe("Keep me");
  });

  it.each([
    refuse(409, "cannot_write", "You can no longer write in this thread."),
    refuse(409, "masquerading", "You are looking at the course as a learner."),
    refuse(429, "throttled", "Try again in 40 seconds."),
    refuse(400, "invalid", "Please fix the errors below.", { title: ["Too long a title."] }),
  ])("shows a refusal that no field is to blame for: $body.code", async (answer) => {
    server.next["POST threads/"] = answer;
    const element = await compose();
    await type(area(element), "Keep me");
    await send(element);
    const { message, fields } = answer.body as { message: string; fields: Record<string, string[]> };
    expect(text(one(element, ".notice.bad"))).toBe([message, ...Object.values(fields).flat()].join(" "));
    expect(area(element).value).toBe("Keep me");
    expect(button(element, "Send").disabled).toBe(false);
  });

  it("loses no reason where several are given, some with a place and some without", async () => {
    server.next["POST threads/"] = refuse(400, "invalid", "Please fix the errors below.", {
      body: ["Too rude."],
      title: ["Too long."],
    });
    const element = await compose();
    await type(area(element), "Hello");
    await send(element);
    expect(text(one(element, "#body-error"))).toBe("Too rude.");
    expect(text(one(element, ".notice.bad"))).toBe("Too long.");
  });

  it("shows in a reply what has no place there", async () => {
    const thread = server.thread(INES);
    const element = await mount("proserva-compose", { api: server.base, thread: String(thread.id) });
    server.next[`POST threads/${thread.id}/messages/`] = refuse(400, "invalid", "Please fix the errors below.", {
      recipients: ["She has left."],
    });
    await type(area(element), "Hello");
    await send(element);
    expect(text(one(element, ".notice.bad"))).toBe("Please fix the errors below. She has left.");
  });

  it("says that it is offline, and keeps the draft", async () => {
    const element = await compose();
    setOnline(false);
    server.next["POST threads/"] = "lost";
    await type(area(element), "Keep me");
    await send(element);
    expect(all(element, ".notice").map(text)).toEqual(["You are offline. Your draft is kept."]);
    expect(draftKeys()).toHaveLength(1);
    setOnline(true);
    await settle();
    expect(all(element, ".notice").map(text)).toEqual(["No connection. Please try again."]);
    await send(element);
    expect(text(element)).toContain("Sent to Ines Torres");
  });

  it("can be retried after a failed load", async () => {
    server.next["GET config/"] = "lost";
    const element = await compose();
    expect(text(element)).toContain("The server cannot be reached");
    await click(button(element, "Try again"));
    expect(area(element)).toBeTruthy();
  });
});

// Tests of <proserva-compose>: to whom, with what, and that nothing is lost on the way.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { COURSE, type FakeServer, INES, person, refuse } from "../testing/server";
import { all, button, click, hasButton, mount, one, press, serve, setOnline, settle, text, type } from "../testing/page";

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
const file = (name: string, size = 10) => new File(["x".repeat(size)], name);

async function pick(element: Element, ...files: File[]): Promise<void> {
  const input = one<HTMLInputElement>(element, "input[type=file]");
  Object.defineProperty(input, "files", { value: files, configurable: true });
  input.dispatchEvent(new Event("change"));
  await settle();
}

describe("whom it goes to", () => {
  it("has chosen the default person, and sends what was written with its context", async () => {
    const element = await compose({ about: "Lesson 1" });
    expect(one<HTMLInputElement>(element, "[role=combobox]").value).toBe("Ines Torres (Instructor)");
    expect(text(element)).toContain("About: Lesson 1");
    await type(area(element), "Is *this* right?");
    await send(element);
    expect(posts()[0]?.body).toEqual({
      course_id: COURSE.id, recipients: ["instructor"], body: "Is *this* right?", context: { usage_key: BLOCK },
    });
    expect(posts()[0]?.headers.get("X-CSRFToken")).toBe("token-1");
  });

  it("waits for a choice where nobody is to be chosen beforehand", async () => {
    const element = await compose({ choose: "" });
    expect(one<HTMLInputElement>(element, "[role=combobox]").value).toBe("");
    await type(area(element), "About your essay");
    await send(element);
    expect(text(element)).toContain("Choose whom to write to.");
    expect(posts()).toHaveLength(0);
    await click(one(element, "[role=combobox]"));
    await click(all(element, "[role=option]")[1]!);
    await send(element);
    expect(posts()[0]?.body).toMatchObject({ recipients: ["assistant"], context: { usage_key: BLOCK } });
  });

  it("narrows to the people that its author named", async () => {
    await compose({ recipients: "instructor, assistant" });
    expect(server.calls.find(({ path }) => path.endsWith("recipients/"))?.query.get("usernames")).toBe("instructor,assistant");
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

  it("asks the server where the list is longer than one answer", async () => {
    const many = Array.from({ length: 60 }, (_, n) => ({ ...person(`learner${n}`, `Learner ${n}`), is_default: n === 0 }));
    server.recipients = many;
    const element = await compose();
    const box = one<HTMLInputElement>(element, "[role=combobox]");
    await type(box, "Learner 57");
    expect(text(element)).toContain("Nobody by that name");
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

  it("says so where there is nobody to write to", async () => {
    server.recipients = [];
    expect(text(await compose())).toContain("There is nobody to write to yet");
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
  it("says to whom it went and links to the conversation", async () => {
    const element = await compose();
    const heard = vi.fn();
    document.body.addEventListener("proserva-sent", (event) => heard((event as CustomEvent).detail));
    await type(area(element), "Hello");
    await click(button(element, "Send"));
    const thread = server.threads[0]?.id;
    expect(text(element)).toContain("Sent to Ines Torres");
    expect(one<HTMLAnchorElement>(element, "a").getAttribute("href")).toMatch(new RegExp(`/messages/\\?thread=${thread}$`));
    expect(heard).toHaveBeenCalledWith({ thread, message: server.messages[0]?.id });
    await click(button(element, "Write another"));
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
    ["recipients", "You may not write to them."],
    ["attachments", "That file is not yours."],
    ["context", "That lesson is in another course."],
  ])("shows what the server says about %s beside it, and keeps everything", async (field, words) => {
    server.next["POST threads/"] = refuse(400, "invalid", "Please correct what is marked.", { [field]: [words] });
    const element = await compose();
    await type(area(element), "Keep me");
    await send(element);
    expect(text(one(element, `#${field}-error`))).toBe(words);
    expect(all(element, ".notice.bad")).toHaveLength(0);
    expect(area(element).value).toBe("Keep me");
  });

  it.each([
    refuse(409, "cannot_write", "This thread takes no message from you any more."),
    refuse(409, "masquerading", "You are looking at the course as a learner."),
    refuse(429, "throttled", "Too many messages. Try again in a minute."),
    refuse(400, "invalid", "Please correct.", { title: ["Too long a title."] }),
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
    server.next["POST threads/"] = refuse(400, "invalid", "Please correct.", { body: ["Too rude."], title: ["Too long."] });
    const element = await compose();
    await type(area(element), "Hello");
    await send(element);
    expect(text(one(element, "#body-error"))).toBe("Too rude.");
    expect(text(one(element, ".notice.bad"))).toBe("Too long.");
  });

  it("shows in a reply what has no place there", async () => {
    const thread = server.thread(INES);
    const element = await mount("proserva-compose", { api: server.base, thread: String(thread.id) });
    server.next[`POST threads/${thread.id}/messages/`] = refuse(400, "invalid", "Please correct.", { recipients: ["She has left."] });
    await type(area(element), "Hello");
    await send(element);
    expect(text(one(element, ".notice.bad"))).toBe("Please correct. She has left.");
  });

  it("tells that it is offline, and keeps the draft", async () => {
    const element = await compose();
    setOnline(false);
    server.next["POST threads/"] = "lost";
    await type(area(element), "Keep me");
    await send(element);
    expect(all(element, ".notice").map(text)).toEqual(["You are offline. Your draft is kept."]);
    expect(draftKeys()).toHaveLength(1);
    setOnline(true);
    await settle();
    expect(all(element, ".notice").map(text)).toEqual(["There was no connection. Please try again."]);
    await send(element);
    expect(text(element)).toContain("Sent to Ines Torres");
  });

  it("can be tried again where it could not be loaded", async () => {
    server.next["GET config/"] = "lost";
    const element = await compose();
    expect(text(element)).toContain("The server cannot be reached");
    await click(button(element, "Try again"));
    expect(area(element)).toBeTruthy();
  });
});

describe("twice is once", () => {
  const keys = () => posts().map(({ headers }) => headers.get("Idempotency-Key"));

  it("tries the same content again under the same key, and writes one message", async () => {
    server.next["POST threads/"] = "answer lost";
    const element = await compose();
    await type(area(element), "Only once");
    await send(element);
    await send(element);
    expect(keys()[0]).toMatch(/^[\w-]{20,128}$/);
    expect(new Set(keys()).size).toBe(1);
    expect(server.messages).toHaveLength(1);
  });

  it("takes a new key for changed content, and for the same words sent again later", async () => {
    server.next["POST threads/"] = "lost";
    const element = await compose();
    await type(area(element), "One");
    await send(element);
    await type(area(element), "Two");
    await send(element);
    await click(button(element, "Write another"));
    await type(area(element), "Two");
    await send(element);
    expect(new Set(keys()).size).toBe(3);
    expect(server.messages).toHaveLength(2);
  });

  it("remembers the key over a reload", async () => {
    server.next["POST threads/"] = "answer lost";
    const first = await compose();
    await type(area(first), "Only once");
    await send(first);
    first.remove();
    await send(await compose());
    expect(new Set(keys()).size).toBe(1);
    expect(server.messages).toHaveLength(1);
  });

  it("is not sent twice by an impatient hand", async () => {
    const element = await compose();
    await type(area(element), "Hello");
    let go = () => undefined as void;
    server.hold = new Promise((resolve) => (go = resolve));
    await send(element);
    expect(button(element, "Sending…").disabled).toBe(true);
    await send(element);
    go();
    await settle();
    expect(posts()).toHaveLength(1);
  });
});

describe("drafts", () => {
  it("come back after a reload: words, person and files", async () => {
    const first = await compose();
    await type(area(first), "Half a thought");
    await type(one(first, "[role=combobox]"), "adam");
    await press(one(first, "[role=combobox]"), "Enter");
    await pick(first, file("notes.pdf"));
    window.dispatchEvent(new Event("pagehide"));
    first.remove();
    const again = await compose();
    expect(area(again).value).toBe("Half a thought");
    expect(one<HTMLInputElement>(again, "[role=combobox]").value).toContain("Adam Okafor");
    expect(text(again)).toContain("notes.pdf");
    await send(again);
    expect(posts()[0]?.body).toMatchObject({ recipients: ["assistant"], attachments: [server.attachments[0]?.id] });
    expect(draftKeys()).toHaveLength(0);
  });

  it("are saved as they are typed, a moment later", async () => {
    const element = await compose();
    await type(area(element), "Ha");
    await vi.waitFor(() => expect(draftKeys()).toHaveLength(1));
  });

  it("belong to one place: another lesson, person or thread has another", async () => {
    const first = await compose();
    await type(area(first), "About this lesson");
    first.remove();
    const places: Record<string, string>[] = [{ "usage-key": "block-v1:other" }, { recipients: "assistant" }, { thread: "7" }];
    for (const other of places) {
      const element = await compose(other);
      expect(area(element).value).toBe("");
      element.remove();
    }
  });

  it("of another person on this browser are never shown", async () => {
    const first = await compose();
    await type(area(first), "Secret");
    first.remove();
    const { recipients } = server;
    server = serve();
    server.recipients = recipients;
    server.config.me = { username: "learner2", name: "Another" };
    expect(area(await compose()).value).toBe("");
  });

  it("are forgotten after thirty days", async () => {
    const first = await compose();
    await type(area(first), "Old");
    first.remove();
    const now = Date.now();
    vi.spyOn(Date, "now").mockReturnValue(now + 31 * 24 * 3600 * 1000);
    expect(area(await compose()).value).toBe("");
    expect(draftKeys()).toHaveLength(0);
  });

  it("do no harm where there is no storage", async () => {
    vi.stubGlobal("localStorage", undefined);
    const element = await compose();
    await type(area(element), "Hello");
    await send(element);
    expect(server.messages).toHaveLength(1);
    vi.unstubAllGlobals();
  });
});

describe("files", () => {
  it("go with the message", async () => {
    const element = await compose();
    await pick(element, file("a.pdf"), file("b.TXT"));
    await send(element);
    expect(posts()[0]?.body.attachments).toEqual(server.attachments.map(({ id }) => id));
    expect(server.called("POST", "attachments/")[0]?.body.course_id).toBe(COURSE.id);
    expect(server.called("POST", "attachments/")[0]?.headers.get("X-CSRFToken")).toBe("token-1");
  });

  it.each([
    ["virus.exe", 10, "Files of this type cannot be sent. Allowed: .pdf, .png, .txt"],
    ["no-extension", 10, "Files of this type cannot be sent."],
    ["big.pdf", 1_000_001, "at most 1 MB can be sent"],
  ])("are refused before they travel: %s", async (name, size, words) => {
    const element = await compose();
    await pick(element, file(name, size));
    expect(text(one(element, ".file .error"))).toContain(words);
    expect(server.called("POST", "attachments/")).toHaveLength(0);
    expect(hasButton(element, "Retry")).toBe(false);
    await type(area(element), "Without it");
    await send(element);
    expect(posts()).toHaveLength(0);
    expect(text(element)).toContain("A file could not be uploaded. Try it again or remove it.");
    await click(button(element, `Remove ${name}`));
    await send(element);
    expect(posts()).toHaveLength(1);
  });

  it("are no more than a message may carry", async () => {
    const element = await compose();
    await pick(element, file("1.pdf"), file("2.pdf"), file("3.pdf"), file("4.pdf"));
    expect(all(element, ".file")).toHaveLength(3);
    expect(text(element)).toContain("At most 3 files can go with a message.");
  });

  it("can be tried again after a lost connection", async () => {
    server.next["POST attachments/"] = "lost";
    const element = await compose();
    await pick(element, file("a.pdf"));
    expect(text(one(element, ".file"))).toContain("The server cannot be reached");
    await click(button(element, "Retry"));
    await settle();
    expect(all(element, ".file .error")).toHaveLength(0);
    expect(server.attachments).toHaveLength(1);
  });

  it("show what the server has against them", async () => {
    server.next["POST attachments/"] = refuse(400, "invalid", "Please correct.", { file: ["This is not really a PDF."] });
    const element = await compose();
    await pick(element, file("a.pdf"));
    expect(text(one(element, ".file .error"))).toBe("This is not really a PDF.");
    expect(hasButton(element, "Retry")).toBe(false);
  });

  it("hold the message back while they travel, and can be taken out meanwhile", async () => {
    const element = await compose();
    server.hold = new Promise(() => undefined);
    await pick(element, file("slow.pdf"));
    expect(one<HTMLProgressElement>(element, "progress").value).toBeGreaterThan(0);
    expect(button(element, "Uploading…").disabled).toBe(true);
    await click(button(element, "Remove slow.pdf"));
    expect(button(element, "Send").disabled).toBe(false);
    expect(all(element, ".file")).toHaveLength(0);
  });

  it("are deleted on the server when they are removed", async () => {
    const element = await compose();
    await pick(element, file("a.pdf"));
    await click(button(element, "Remove a.pdf"));
    expect(server.called("DELETE", `attachments/${server.attachments[0]?.id}/`)).toHaveLength(1);
  });

  it("can be dropped and pasted", async () => {
    const element = await compose();
    const drop = new Event("drop", { cancelable: true });
    Object.assign(drop, { dataTransfer: { files: [file("dropped.png")], types: ["Files"] } });
    one(element, "form").dispatchEvent(drop);
    const paste = new Event("paste", { cancelable: true });
    Object.assign(paste, { clipboardData: { files: [file("pasted.png")] } });
    area(element).dispatchEvent(paste);
    await settle();
    expect(server.attachments.map(({ name }) => name).sort()).toEqual(["dropped.png", "pasted.png"]);
    expect(drop.defaultPrevented && paste.defaultPrevented).toBe(true);
  });

  it("are not offered where they are not wanted", async () => {
    const element = await compose({ "no-files": "" });
    expect(all(element, "input[type=file]")).toHaveLength(0);
    expect(text(element)).not.toContain("Up to");
  });

  it("show their names as text, never as markup", async () => {
    const element = await compose();
    await pick(element, file("<b onclick=alert(1)>x</b>.pdf"));
    expect(text(one(element, ".file"))).toContain("<b onclick=alert(1)>x</b>.pdf");
    expect(all(element, ".file b")).toHaveLength(0);
  });
});

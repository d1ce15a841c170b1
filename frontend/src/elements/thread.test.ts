// Tests of <proserva-thread>: what it shows, what it marks as read and when, and how it grows.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBroadcasts } from "../testing/broadcasts";
import { ADAM, COURSE, type FakeServer, INES, ME, person, refuse } from "../testing/server";
import { all, button, click, hasButton, mount, one, press, serve, setInView, setVisible, settle, text, type } from "../testing/page";
import type { Message, ThreadDetail } from "../types";

let server: FakeServer;
let thread: ThreadDetail;

beforeEach(() => {
  server = serve();
  thread = server.thread(INES);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const show = (attributes: Record<string, string> = {}) =>
  mount("proserva-thread", { api: server.base, thread: String(thread.id), ...attributes });
const says = (words: string, changes: Partial<Message> = {}) => server.message(thread, INES, words, changes);
const isay = (words: string, changes: Partial<Message> = {}) => server.message(thread, ME, words, changes);
const reads = () => server.called("POST", `threads/${thread.id}/read/`);
const rows = (element: Element) => all(element, ".message");
const seconds = async (number: number) => {
  await vi.advanceTimersByTimeAsync(number * 1000);
  await settle();
};

describe("what it shows", () => {
  it("has the oldest at the top, days between, and who said what in words", async () => {
    isay("A question", { created: "2020-03-02T10:00:00Z" });
    says("An answer", { created: "2020-03-03T10:00:00Z" });
    const element = await show();
    expect(rows(element).map((row) => text(one(row, ".body")))).toEqual(["A question", "An answer"]);
    expect(rows(element).map((row) => text(one(row, ".name")))).toEqual(["You", "Ines Torres"]);
    expect(all(element, ".day")).toHaveLength(2);
    expect(text(one(element, ".head"))).toBe("Ines Torres Instructor · Demonstration course");
  });

  it("names the part that the sender has in the course, where it is known", async () => {
    server.message(thread, { ...INES, role: null }, "The list of messages need not say it");
    server.message(thread, person("gone", "Gone", null), "Somebody who has left");
    const element = await show();
    expect(all(element, ".by").map((by) => text(by).replace(/ \d.*/, ""))).toEqual(["Ines Torres Instructor", "Gone"]);
  });

  it("shows the card of what it is about, with the way there", async () => {
    const context = { kind: "block" as const, label: "Week 1 quiz", path: ["Week 1", "Start"], url: "/unit/1", excerpt: "" };
    says("Look", { context });
    const card = one(await show(), ".context");
    expect(text(card)).toBe("Week 1 › Start Week 1 quiz Open lesson");
    expect(one(card, "a").getAttribute("href")).toMatch(/\/unit\/1$/);
  });

  it("tells of an assignment what is known: when it is due, how often and when it was handed in", async () => {
    const card = { kind: "block" as const, label: "Essay", path: [], url: "", excerpt: "" };
    const due = new Date(2026, 10, 30, 17, 0).toISOString();
    says("All", { context: { ...card, due, attempts: 2, submitted_at: new Date(2026, 10, 28, 9, 5).toISOString() } });
    says("Some", { context: { ...card, attempts: 1 } });
    says("Nothing", { context: card });
    const cards = all(await show(), ".context").map((each) => text(each).replace(/\s/g, " "));
    expect(cards[0]).toMatch(/^Essay Due Nov 30, 2026, 5:00 PM · 2 attempts · Handed in Nov 28, 2026, 9:05 AM$/);
    expect(cards.slice(1)).toEqual(["Essay 1 attempt", "Essay"]);
  });

  it("lists files with size and download", async () => {
    const file = { id: 3, name: "notes <i>.pdf", size: 48213, content_type: "application/pdf", url: "/files/3/" };
    says("Here", { attachments: [file] });
    const link = one(await show(), ".file");
    expect(text(link)).toBe("Download notes <i>.pdf 48 kB");
    expect(link.getAttribute("href")).toMatch(/\/files\/3\/$/);
  });

  it("inserts the HTML of the server, and nothing else as HTML", async () => {
    thread.participants[0] = person("x", "<img src=x> ليلى");
    const context = { kind: "page" as const, label: "<u>label</u>", path: ["<s>path</s>"], url: "javascript:alert(1)", excerpt: "<q>q</q>" };
    server.message(thread, person("x", "<img src=x> ليلى"), "<b>raw</b>", { body_html: "<p>fine <em>words</em></p>", context });
    const element = await show();
    expect(all(element, ".body em")).toHaveLength(1);
    expect(all(element, "img, u, s, q, .message b")).toHaveLength(0);
    expect(text(element)).toContain("<img src=x> ليلى");
    expect(text(element)).toContain("<u>label</u>");
    expect(one(element, ".context a").getAttribute("href")).toBe("#");
    expect(one(element, ".name").getAttribute("dir")).toBe("auto");
  });

  it("tells everybody in it which administrator opened it, when and why", async () => {
    const at = new Date(2026, 10, 3, 14, 5).toISOString();
    thread.disclosures = [
      { by: person("root", "<b>Root</b>", null), at, reason: "تحقيق <i>" },
      { by: null, at, reason: "A complaint" },
    ];
    const element = await show();
    const lines = all(element, ".disclosures li").map((line) => text(line).replace(/\s/g, " "));
    expect(lines[0]).toBe("An administrator, <b>Root</b>, opened this conversation on Nov 3, 2026, 2:05 PM. Reason: تحقيق <i>");
    expect(lines[1]).toBe("An administrator opened this conversation on Nov 3, 2026, 2:05 PM. Reason: A complaint");
    expect(one(element, ".disclosures span").getAttribute("dir")).toBe("auto");
    expect(hasButton(one(element, ".disclosures"), "Close")).toBe(false);
  });

  it("has no such line where nobody did", async () => {
    expect(all(await show(), ".disclosures")).toHaveLength(0);
  });

  it("says why nobody can write, in place of the composer", async () => {
    Object.assign(thread, { can_write: false, cannot_write_reason: "Ines has left this course." });
    says("Bye");
    const element = await show();
    expect(text(one(element, ".foot"))).toBe("Ines has left this course.");
    expect(all(element, "textarea")).toHaveLength(0);
  });

  it("names nobody who has left for good", async () => {
    thread.participants[0] = null;
    server.message(thread, null, "From long ago");
    expect(text(one(await show(), ".name"))).toBe("Someone who has left");
  });

  it("is friendly about what is not there, or not for you", async () => {
    expect(text(await show({ thread: "999" }))).toContain("This conversation is not there, or not for you");
  });

  it("can be tried again after a failure", async () => {
    says("Here at last");
    server.next[`GET threads/${thread.id}/`] = "lost";
    const element = await show();
    await click(button(element, "Try again"));
    expect(rows(element)).toHaveLength(1);
  });
});

describe("receipts", () => {
  it("say sent, then seen with the time, as soon as it is known", async () => {
    const message = isay("Did you see this?");
    const element = await show();
    expect(text(one(element, ".receipt"))).toBe("Sent");
    message.receipts = { recipients: 1, seen: 1, seen_at: new Date().toISOString() };
    await seconds(10);
    expect(text(one(element, ".receipt"))).toMatch(/^Seen \d+:\d\d/);
    expect(one(element, ".receipt time").getAttribute("datetime")).toBe(message.receipts.seen_at);
  });

  it("count the people of a group", async () => {
    isay("Thursday?", { receipts: { recipients: 9, seen: 3, seen_at: new Date().toISOString() } });
    expect(text(one(await show(), ".receipt"))).toContain("Seen by 3 of 9");
  });

  it("are not asked for where all are known", async () => {
    isay("Old", { receipts: { recipients: 1, seen: 1, seen_at: "2020-01-01T00:00:00Z" } });
    await show();
    await seconds(30);
    const asked = server.called("GET", `threads/${thread.id}/messages/`).slice(1);
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.every(({ query }) => query.has("after"))).toBe(true);
  });
});

describe("reading", () => {
  it("marks up to the newest that is shown, tells the bell, and keeps the divider", async () => {
    says("Old", { unread: false });
    says("New one");
    const newest = says("New two");
    const heard = vi.fn();
    window.addEventListener("proserva-read", (event) => heard((event as CustomEvent).detail), { once: true });
    const element = await show();
    expect(reads().map(({ body }) => body)).toEqual([{ up_to: newest.id }]);
    expect(heard).toHaveBeenCalledWith({ thread: thread.id });
    expect(all(element, ".new")).toHaveLength(1);
    expect(one(element, ".new").nextElementSibling?.textContent).toContain("New one");
    await seconds(30);
    expect(reads()).toHaveLength(1);
    expect(all(element, ".new")).toHaveLength(1);
  });

  it("marks nothing that nobody can see: the page is behind others", async () => {
    says("New");
    setVisible(false);
    await show();
    await seconds(60);
    expect(reads()).toHaveLength(0);
    setVisible(true);
    await settle();
    expect(reads()).toHaveLength(1);
  });

  it("marks nothing that nobody can see: it is further down the page", async () => {
    says("New");
    setInView(false);
    await show();
    await seconds(60);
    expect(reads()).toHaveLength(0);
    setInView(true);
    await settle();
    expect(reads()).toHaveLength(1);
  });

  it("marks nothing when what scrolls is out of sight", async () => {
    setInView(false);
    says("New");
    const element = await show();
    one(element, ".scroll").dispatchEvent(new Event("scroll"));
    await settle();
    expect(reads()).toHaveLength(0);
  });

  it("has nothing to mark where all is read", async () => {
    says("Old", { unread: false });
    isay("Mine");
    await show();
    await seconds(20);
    expect(reads()).toHaveLength(0);
  });

  it("tries again after a failure", async () => {
    says("New");
    server.next[`POST threads/${thread.id}/read/`] = "lost";
    await show();
    await seconds(10);
    expect(reads()).toHaveLength(2);
  });
});

describe("as it grows", () => {
  it("shows what arrives while it is looked at, and marks it", async () => {
    says("First", { unread: false });
    const element = await show();
    const message = says("Second");
    await seconds(5);
    expect(rows(element)).toHaveLength(2);
    expect(reads()[0]?.body).toEqual({ up_to: message.id });
  });

  it("asks for nothing while it is out of sight", async () => {
    await show();
    setInView(false);
    const before = server.calls.length;
    await seconds(60);
    expect(server.calls).toHaveLength(before);
  });

  it("takes an arrival that the bell heard of first, and makes its toast needless", async () => {
    says("First", { unread: false });
    const element = await show();
    says("Second");
    const tell = (id: number) => {
      const event = new CustomEvent("proserva-arrived", { cancelable: true, detail: { thread: id, message: 1 } });
      return !window.dispatchEvent(event);
    };
    expect(tell(thread.id)).toBe(true);
    await settle();
    expect(rows(element)).toHaveLength(2);
    expect(tell(thread.id + 1)).toBe(false);
    setVisible(false);
    expect(tell(thread.id)).toBe(false);
  });

  it("loads earlier ones above", async () => {
    server.pageSizes.messages = 2;
    for (let n = 1; n <= 5; n += 1) says(`Message ${n}`, { unread: false });
    const element = await show();
    expect(rows(element)).toHaveLength(2);
    await click(button(element, "Earlier messages"));
    await click(button(element, "Earlier messages"));
    expect(rows(element).map((row) => text(one(row, ".body")))).toEqual([1, 2, 3, 4, 5].map((n) => `Message ${n}`));
    expect(hasButton(element, "Earlier messages")).toBe(false);
  });

  it("misses nothing when more arrives than one answer holds", async () => {
    server.pageSizes.messages = 2;
    says("First", { unread: false });
    const element = await show();
    for (let n = 0; n < 5; n += 1) says(`More ${n}`);
    await seconds(5);
    expect(rows(element)).toHaveLength(6);
  });

  it("lands on a message however far back it is", async () => {
    server.pageSizes.messages = 2;
    const wanted = says("The one", { unread: false });
    for (let n = 0; n < 7; n += 1) says(`Later ${n}`, { unread: false });
    const element = await show({ message: String(wanted.id) });
    expect(text(one(element, ".landed"))).toContain("The one");
    expect(element.shadowRoot?.activeElement?.id).toBe(`message-${wanted.id}`);
  });

  it("says so where that message is not there", async () => {
    says("Something");
    expect(text(await show({ message: "1" }))).toContain("That message could not be found here.");
  });

  it("shows what was just sent, and empties the composer", async () => {
    says("First", { unread: false });
    const element = await show();
    await type(one<HTMLTextAreaElement>(element, "textarea"), "My answer");
    await press(one(element, "textarea"), "Enter", { metaKey: true });
    expect(text(rows(element)[1] as HTMLElement)).toContain("My answer");
    expect(rows(element)[1]?.classList).toContain("mine");
    expect(one<HTMLTextAreaElement>(element, "textarea").value).toBe("");
    await seconds(10);
    expect(rows(element)).toHaveLength(2);
  });

  it("keeps the answer in the composer when it is refused", async () => {
    const element = await show();
    server.next[`POST threads/${thread.id}/messages/`] = refuse(409, "cannot_write", "You are no longer enrolled.");
    await type(one<HTMLTextAreaElement>(element, "textarea"), "My answer");
    await press(one(element, "textarea"), "Enter", { ctrlKey: true });
    expect(text(element)).toContain("You are no longer enrolled.");
    expect(one<HTMLTextAreaElement>(element, "textarea").value).toBe("My answer");
  });

  it("shows another thread when it is given one", async () => {
    says("First");
    const other = server.thread(ADAM);
    server.message(other, ADAM, "Elsewhere");
    const element = await show();
    element.setAttribute("thread", String(other.id));
    await settle();
    expect(rows(element).map((row) => text(one(row, ".body")))).toEqual(["Elsewhere"]);
    expect(text(one(element, "h2"))).toBe("Adam Okafor");
  });
});

describe("star, archive and mute", () => {
  it.each([
    ["Star", "Remove the star", "starred"],
    ["Archive", "Move to inbox", "archived"],
    ["Mute: no more notifications", "Unmute", "muted"],
  ] as const)("%s turns into %s", async (off, on, key) => {
    const element = await show();
    await click(button(element, off));
    expect(thread[key]).toBe(true);
    await click(button(element, on));
    expect(thread[key]).toBe(false);
  });

  it("shows it at once, and takes it back with a word where the server refuses", async () => {
    const element = await show();
    let go = () => undefined as void;
    server.hold = new Promise((resolve) => (go = resolve));
    server.next[`PATCH threads/${thread.id}/state/`] = refuse(500, "server_error", "Our fault.");
    await click(button(element, "Star"));
    expect(hasButton(element, "Remove the star")).toBe(true);
    go();
    await settle();
    expect(hasButton(element, "Star")).toBe(true);
    expect(text(element)).toContain("That could not be saved. Our fault.");
  });
});

it("uploads for the course of its thread", async () => {
  const element = await mount("proserva-compose", { api: server.base, thread: String(thread.id) });
  const input = one<HTMLInputElement>(element, "input[type=file]");
  Object.defineProperty(input, "files", { value: [new File(["x"], "a.pdf")] });
  input.dispatchEvent(new Event("change"));
  await seconds(1);
  expect(server.called("POST", "attachments/")[0]?.body.course_id).toBe(COURSE.id);
  expect(all(element, ".file")).toHaveLength(1);
});

describe("a message that went to many", () => {
  beforeEach(() => void (server.threads = []));

  const place = { id: 5, everyone: true, mine: false, cannot_reply_reason: "", report_url: "" };
  const received = async (changes: Partial<typeof place> = {}) => {
    const thread = server.thread(INES, { kind: "broadcast", title: "Exam on Friday", can_write: false, broadcast: { ...place, ...changes } });
    server.message(thread, INES, "Bring a pen");
    const element = await mount("proserva-thread", { api: server.base, thread: String(thread.id) });
    await settle();
    return element;
  };

  it("says so, and is answered privately", async () => {
    const many = new FakeBroadcasts(server);
    const { id } = many.add();
    const element = await received({ id });
    expect(text(one(element, ".head"))).toContain("Exam on Friday Ines Torres · Instructor");
    expect(text(one(element, ".foot"))).toContain("Sent to everyone in the course. Replies go privately to Ines Torres.");
    const area = one<HTMLTextAreaElement>(element, "textarea");
    expect(area.getAttribute("aria-label")).toBe("Reply to Ines Torres");
    await type(area, "Which room?");
    await click(button(element, "Send"));
    expect(server.called("POST", `broadcasts/${id}/reply/`)[0]?.body).toEqual({ body: "Which room?" });
    const direct = server.threads.find(({ kind }) => kind === "direct");
    expect(text(one(element, ".foot"))).toContain("Sent to Ines Torres");
    expect(one(one(element, "proserva-compose"), "a.button").getAttribute("href")).toMatch(new RegExp(`thread=${direct?.id}$`));
    expect(all(element, ".message")).toHaveLength(1);
  });

  it("does not tell who else a chosen part of the course was", async () => {
    expect(text(one(await received({ everyone: false }), ".foot"))).toContain("Sent to several people in the course.");
  });

  it("cannot be answered where its sender has left, and says why", async () => {
    const element = await received({ cannot_reply_reason: "Ines Torres has left this site." });
    expect(text(one(element, ".foot"))).toContain("Ines Torres has left this site.");
    expect(all(element, "textarea")).toHaveLength(0);
  });

  it("leads its sender to the report", async () => {
    const element = await received({ mine: true, report_url: "/roster/?broadcast=5" });
    expect(one(element, ".foot a").getAttribute("href")).toMatch(/\/roster\/\?broadcast=5$/);
    expect(all(element, "textarea")).toHaveLength(0);
  });

  it("is quoted where it was answered", async () => {
    const thread = server.thread(INES);
    const context = { kind: "broadcast" as const, label: "Exam on Friday", path: [], url: "/messages/?thread=9", excerpt: "Bring a pen" };
    server.message(thread, INES, "Which room?", { context });
    const element = await mount("proserva-thread", { api: server.base, thread: String(thread.id) });
    await settle();
    expect(text(one(element, ".context"))).toBe("Exam on Friday Bring a pen Open message");
  });
});

// Tests of <proserva-thread>: what it shows, what it marks as read and when, and how it grows.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Message, ThreadDetail } from "../shell/types";
import { INES, ME, person } from "../testing/cast";
import { all, button, click, hasButton, mount, one, serve, setInView, settle, setVisible, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

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

  it("shows the role of the sender, if it is known", async () => {
    server.message(thread, { ...INES, role: null }, "The list of messages need not say it");
    server.message(thread, person("gone", "Gone", null), "A message from a former participant");
    const element = await show();
    expect(all(element, ".by").map((by) => text(by).replace(/ \d.*/, ""))).toEqual(["Ines Torres Instructor", "Gone"]);
  });

  it("shows the card of what it is about, with the way there", async () => {
    const context = {
      kind: "block" as const,
      label: "Week 1 quiz",
      path: ["Week 1", "Start"],
      url: "/unit/1",
      excerpt: "",
    };
    says("Look", { context });
    const card = one(await show(), ".context");
    expect(text(card)).toBe("Week 1 › Start Week 1 quiz Open lesson");
    expect(one(card, "a").getAttribute("href")).toMatch(/\/unit\/1$/);
  });

  it("shows the due date, the attempts and the submission of an assignment", async () => {
    const card = { kind: "block" as const, label: "Essay", path: [], url: "", excerpt: "" };
    const due = new Date(2026, 10, 30, 17, 0).toISOString();
    says("All", { context: { ...card, due, attempts: 2, submitted_at: new Date(2026, 10, 28, 9, 5).toISOString() } });
    says("Some", { context: { ...card, attempts: 1 } });
    says("Nothing", { context: card });
    const cards = all(await show(), ".context").map((each) => text(each).replace(/\s/g, " "));
    expect(cards[0]).toMatch(/^Essay Due Nov 30, 2026, 5:00 PM · 2 attempts · Submitted Nov 28, 2026, 9:05 AM$/);
    expect(cards.slice(1)).toEqual(["Essay 1 attempt", "Essay"]);
  });

  it("lists files with size and download", async () => {
    const file = {
      id: 3,
      name: "notes <i>.pdf",
      size: 48213,
      content_type: "application/pdf",
      url: "/files/3/",
      state: "ready" as const,
    };
    says("Here", { attachments: [file] });
    const link = one(await show(), ".file");
    expect(text(link)).toBe("Download notes <i>.pdf 48 kB");
    expect(link.getAttribute("href")).toMatch(/\/files\/3\/$/);
  });

  it("offers no download of a file that is held or was removed, and updates it when it is checked", async () => {
    const file = (id: number, state: "held" | "infected" | "ready") => ({
      id,
      name: `notes${id}.pdf`,
      size: 48213,
      content_type: "application/pdf",
      url: `/files/${id}/`,
      state,
    });
    const message = says("Here", { attachments: [file(1, "held"), file(2, "infected"), file(3, "held")] });
    const element = await show();
    expect(all(element, ".file").map((each) => text(each))).toEqual([
      "notes1.pdf Being checked for viruses",
      "notes2.pdf Removed: it contained a virus",
      "notes3.pdf Being checked for viruses",
    ]);
    expect(all(element, ".files a")).toEqual([]);
    // Only a new version of the thread says so.
    message.attachments = [file(1, "ready"), file(2, "infected"), file(3, "infected")];
    await seconds(10);
    expect(all(element, ".file").map((each) => text(each))).toEqual([
      "Download notes1.pdf 48 kB",
      "notes2.pdf Removed: it contained a virus",
      "notes3.pdf Removed: it contained a virus",
    ]);
    expect(all(element, ".files a").map((each) => each.getAttribute("href"))).toEqual([
      expect.stringMatching(/\/files\/1\/$/),
    ]);
  });

  it("inserts the HTML of the server, and nothing else as HTML", async () => {
    thread.participants[0] = person("x", "<img src=x> ليلى");
    const context = {
      kind: "page" as const,
      label: "<u>label</u>",
      path: ["<s>path</s>"],
      url: "javascript:alert(1)",
      excerpt: "<q>q</q>",
    };
    server.message(thread, person("x", "<img src=x> ليلى"), "<b>raw</b>", {
      body_html: "<p>fine <em>words</em></p>",
      context,
    });
    const element = await show();
    expect(all(element, ".body em")).toHaveLength(1);
    expect(all(element, "img, u, s, q, .message b")).toHaveLength(0);
    expect(text(element)).toContain("<img src=x> ليلى");
    expect(text(element)).toContain("<u>label</u>");
    expect(one(element, ".context a").getAttribute("href")).toBe("#");
    expect(one(element, ".name").getAttribute("dir")).toBe("auto");
  });

  it("shows all participants which administrator opened it, when and why", async () => {
    const at = new Date(2026, 10, 3, 14, 5).toISOString();
    thread.disclosures = [
      { by: person("root", "<b>Root</b>", null), at, reason: "تحقيق <i>" },
      { by: null, at, reason: "A complaint" },
    ];
    const element = await show();
    const lines = all(element, ".disclosures li").map((line) => text(line).replace(/\s/g, " "));
    expect(lines[0]).toBe(
      "An administrator, <b>Root</b>, opened this conversation on Nov 3, 2026, 2:05 PM. Reason: تحقيق <i>",
    );
    expect(lines[1]).toBe("An administrator opened this conversation on Nov 3, 2026, 2:05 PM. Reason: A complaint");
    expect(one(element, ".disclosures span").getAttribute("dir")).toBe("auto");
    expect(hasButton(one(element, ".disclosures"), "Close")).toBe(false);
  });

  it("has no such notice without disclosures", async () => {
    expect(all(await show(), ".disclosures")).toHaveLength(0);
  });

  it("says why no one can write, in place of the composer", async () => {
    Object.assign(thread, { can_write: false, cannot_write_reason: "Ines has left this course." });
    says("Bye");
    const element = await show();
    expect(text(one(element, ".foot"))).toBe("Ines has left this course.");
    expect(all(element, "textarea")).toHaveLength(0);
  });

  it("does not name former users", async () => {
    thread.participants.shift();
    server.message(thread, null, "From long ago");
    expect(text(one(await show(), ".name"))).toBe("Former user");
  });

  it("is friendly about what is not there, or not for you", async () => {
    expect(text(await show({ thread: "999" }))).toContain("Conversation not found");
  });

  it("can be tried again after a failure", async () => {
    says("Here at last");
    server.next[`GET threads/${thread.id}/`] = "lost";
    const element = await show();
    await click(button(element, "Try again"));
    expect(rows(element)).toHaveLength(1);
  });
});

describe("reading", () => {
  it("marks up to the newest in view, notifies the bell, and keeps the divider", async () => {
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

  it("marks nothing while the page is hidden", async () => {
    says("New");
    setVisible(false);
    await show();
    await seconds(60);
    expect(reads()).toHaveLength(0);
    setVisible(true);
    await settle();
    expect(reads()).toHaveLength(1);
  });

  it("marks nothing out of view", async () => {
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

// Tests of the announcements of a course: reading, marks, writing, changing, and the banner.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { allDismissed, dismiss } from "../dismissals";
import { FakeAnnouncements } from "../testing/announcements";
import { all, button, click, hasButton, mount, one, serve, setInView, setVisible, settle, text, type } from "../testing/page";
import { COURSE, type FakeServer, refuse } from "../testing/server";
import { localTime, ownZone } from "./schedule";

let server: FakeServer;
let board: FakeAnnouncements;

beforeEach(() => {
  server = serve();
  board = new FakeAnnouncements(server);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});

const show = async (attributes: Record<string, string> = {}) => {
  const element = await mount("proserva-announcements", { api: server.base, "course-id": COURSE.id, ...attributes });
  await settle();
  return element;
};
const later = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
const titles = (element: Element) => all(element, "article h2").map(text);
const focus = (element: Element): Element | null => {
  const inside = element.shadowRoot?.activeElement ?? null;
  return inside?.shadowRoot ? focus(inside) : inside;
};
const chips = (element: Element) => all(element, ".state-chip").map(text);

describe("a learner", () => {
  it("reads what was posted, pinned ones first, with its files", async () => {
    const file = { id: 7, name: "plan.pdf", size: 1200, content_type: "application/pdf", url: "/files/7/" };
    board.add({ title: "Pinned", pinned: true });
    board.add({ title: "Newest", body_html: "<p>Read <em>this</em></p>", attachments: [file], edited: "2026-03-03T10:00:00Z" });
    const element = await show();
    expect(titles(element)).toEqual(["Pinned", "Newest"]);
    expect(one(element, "article em").textContent).toBe("this");
    expect(text(element)).toContain("Edited on Mar 3, 2026");
    expect(one<HTMLAnchorElement>(element, ".files a").getAttribute("download")).toBe("plan.pdf");
    expect(hasButton(element, "New announcement") || hasButton(element, "Edit")).toBe(false);
  });

  it("finds what is new marked, and has seen it after a moment", async () => {
    const { id } = board.add();
    board.add({ title: "Known", unread: false });
    const element = await show();
    const read = vi.fn();
    window.addEventListener("proserva-read", read);
    expect(chips(element)).toEqual(["New"]);
    expect(board.seen).toEqual([]);
    await later(1);
    expect(board.seen).toEqual([id]);
    expect(read).toHaveBeenCalledOnce();
    // It stays marked as long as this is looked at.
    expect(chips(element)).toEqual(["New"]);
    await later(5);
    expect(board.seen).toEqual([id]);
    window.removeEventListener("proserva-read", read);
  });

  it("has not seen what is out of the window, or behind another", async () => {
    setInView(false);
    board.add();
    await show();
    await later(2);
    setVisible(false);
    setInView(true);
    await later(2);
    expect(board.seen).toEqual([]);
    setVisible(true);
    await later(2);
    expect(board.seen).toHaveLength(1);
  });

  it("has a kind word where there is nothing", async () => {
    expect(text(await show())).toContain("No announcements yet What the course team posts stands here.");
  });

  it("is told where the course is not for them", async () => {
    server.next["GET announcements/"] = refuse(404, "not_found", "It is not there.");
    expect(text(await show())).toContain("This is for people in the course.");
  });

  it("can try again", async () => {
    server.next["GET announcements/"] = "lost";
    const element = await show();
    await click(button(element, "Try again"));
    expect(text(element)).toContain("No announcements yet");
  });

  it("loads more, each once, and the focus goes on", async () => {
    board.pageSize = 2;
    ["c", "b", "a"].forEach((title) => board.add({ title }));
    const element = await show();
    expect(titles(element)).toEqual(["a", "b"]);
    await click(button(element, "Load more"));
    expect(titles(element)).toEqual(["a", "b", "c"]);
    expect(focus(element)?.textContent).toBe("c");
    expect(hasButton(element, "Load more")).toBe(false);
  });

  it("lands on the one that the address names, also on a later page", async () => {
    board.pageSize = 1;
    const old = board.add({ title: "Old" });
    board.add({ title: "New" });
    history.replaceState(null, "", `#announcement-${old.id}`);
    const element = await show();
    expect(focus(element)?.textContent).toBe("Old");
    await click(button(element, "Load more"));
    expect(titles(element)).toEqual(["Old", "New"]);
  });

  it("is told that one is not there any more, and sees none of another course", async () => {
    history.replaceState(null, "", "#announcement-99");
    const element = await show();
    expect(text(element)).toContain("This announcement is not shown any more.");
    const other = board.add({ course: { ...COURSE, id: "course-v1:Other+C+1" }, state: "draft", title: "Elsewhere" });
    history.replaceState(null, "", `#announcement-${other.id}`);
    window.dispatchEvent(new Event("hashchange"));
    await settle();
    expect(text(element)).not.toContain("Elsewhere");
  });
});

describe("the course team", () => {
  beforeEach(() => {
    board.canPost = true;
  });

  const fill = async (element: Element, title = "News", body = "Hello **all**") => {
    await type(one<HTMLInputElement>(element, "#title"), title);
    await type(one<HTMLTextAreaElement>(element, "#body"), body);
  };
  const write = async () => {
    const element = await show();
    await click(button(element, "New announcement"));
    await settle();
    return element;
  };
  const submit = async (element: Element) => {
    one<HTMLFormElement>(element, "form").requestSubmit();
    await settle();
    await settle();
  };
  const check = async (element: Element, words: string) => {
    const label = all(element, "label.check").find((each) => text(each) === words);
    const input = label?.querySelector("input");
    if (!input) throw new Error(`no ${words}`);
    input.checked = input.type === "radio" || !input.checked;
    input.dispatchEvent(new Event("change"));
    await settle();
  };
  const said = (method = "POST", path = "announcements/") => server.called(method, path).at(-1)?.body;

  it("posts one, which rings and emails nobody", async () => {
    const element = await write();
    expect(focus(element)?.textContent).toBe("New announcement");
    await fill(element);
    await submit(element);
    expect(said()).toEqual({
      course_id: COURSE.id, title: "News", body: "Hello **all**", attachments: [], pinned: false, expires_at: null, ring: true, email: false,
    });
    expect(titles(element)).toEqual(["News"]);
    expect(focus(element)?.textContent).toBe("News");
  });

  it("pins it, rings no bell, and then there is no email to ask for", async () => {
    const element = await write();
    await fill(element);
    await check(element, "Pin it to the top");
    await check(element, "Send them an email as well");
    await check(element, "Ring the bell of everybody in the course");
    expect(text(element)).not.toContain("Send them an email");
    await submit(element);
    expect(said()).toMatchObject({ pinned: true, ring: false, email: false });
  });

  it("plans it by the course's clock, with an end", async () => {
    vi.setSystemTime(new Date("2026-03-02T08:00:00Z"));
    const element = await write();
    await fill(element);
    await check(element, "Publish at a time");
    await check(element, "It ends at a time");
    const select = one<HTMLSelectElement>(element, "fieldset + .row select, .row select");
    select.value = "America/Bogota";
    select.dispatchEvent(new Event("change"));
    await type(one<HTMLInputElement>(element, "#publish_at"), "2026-03-03T09:30");
    await type(one<HTMLInputElement>(element, "#expires_at"), "2026-03-10T09:30");
    expect(text(element)).toContain("It will be published on");
    await submit(element);
    expect(said()).toMatchObject({ publish_at: "2026-03-03T14:30:00.000Z", expires_at: "2026-03-10T14:30:00.000Z" });
    expect(chips(element)).toContain("Scheduled");
  });

  it("keeps it as a draft, and publishes that", async () => {
    const element = await write();
    await fill(element);
    await check(element, "Keep it as a draft");
    await submit(element);
    expect(said()).toMatchObject({ publish_at: null });
    expect(chips(element)).toEqual(["Draft"]);
    await click(button(element, "Publish now"));
    expect(said("PATCH", `announcements/${board.posted[0]?.id}/`)).toEqual({ version: 1, published: true });
    expect(chips(element)).toEqual(["Published"]);
  });

  it.each([
    ["", "text", "Give it a title.", "title"],
    [" ", "text", "Give it a title.", "title"],
    ["x".repeat(256), "text", "This is 1 character too long.", "title"],
    ["Title", " \n", "Write something.", "body"],
    ["Title", "x".repeat(201), "This is 1 character too long.", "body"],
  ])("is told what is wrong with %j and %j", async (title, body, words, field) => {
    const element = await write();
    await fill(element, title, body);
    await submit(element);
    expect(text(one(element, `#${field}-error`))).toBe(words);
    expect(focus(element)?.id).toBe(field);
    expect(server.called("POST", "announcements/")).toHaveLength(0);
  });

  it("is told of times that cannot be", async () => {
    const element = await write();
    await fill(element);
    await check(element, "Publish at a time");
    await check(element, "It ends at a time");
    const at = (hours: number) => localTime(new Date(Date.now() + hours * 3_600_000), ownZone());
    await type(one<HTMLInputElement>(element, "#publish_at"), at(-1));
    await type(one<HTMLInputElement>(element, "#expires_at"), at(-2));
    await submit(element);
    expect(text(one(element, "#publish_at-error"))).toContain("That time is over.");
    expect(text(one(element, "#expires_at-error"))).toBe("It has to end after it is published.");
    await type(one<HTMLInputElement>(element, "#publish_at"), "");
    await submit(element);
    expect(text(one(element, "#publish_at-error"))).toBe("Give a date and a time.");
  });

  it("keeps what was written where the server refuses it, with the reason beside it", async () => {
    const element = await write();
    await fill(element);
    server.next["POST announcements/"] = refuse(400, "invalid", "Please correct what is marked.", { title: ["No such title."], other: ["Odd."] });
    await submit(element);
    expect(text(one(element, "#title-error"))).toBe("No such title.");
    expect(text(one(element, ".notice.bad"))).toBe("Odd.");
    expect(one<HTMLTextAreaElement>(element, "#body").value).toBe("Hello **all**");
  });

  it("sends once what is sent again after its answer was lost", async () => {
    const element = await write();
    await fill(element);
    server.next["POST announcements/"] = "answer lost";
    await submit(element);
    await submit(element);
    expect(board.posted).toHaveLength(1);
    expect(titles(element)).toEqual(["News"]);
  });

  it("finds what was being written again", async () => {
    const element = await write();
    await fill(element, "Half", "Written");
    await click(all<HTMLButtonElement>(element, "button.round").find((each) => each.getAttribute("aria-label") === "Back") as HTMLButtonElement);
    await click(button(element, "New announcement"));
    await settle();
    expect(one<HTMLInputElement>(element, "#title").value).toBe("Half");
  });

  it("changes one that was read: when and whom it told is settled", async () => {
    board.add({ title: "Old", version: 3, expires_at: "2099-01-01T10:00:30Z" });
    const element = await show();
    await click(button(element, "Edit"));
    await settle();
    expect(text(element)).toContain("Nobody’s bell rings again.");
    expect(text(element)).not.toContain("Publish at a time");
    await type(one<HTMLInputElement>(element, "#title"), "New");
    await submit(element);
    expect(said("PATCH", `announcements/${board.posted[0]?.id}/`)).toEqual({
      version: 3, title: "New", body: "Hello", attachments: [], pinned: false, expires_at: "2099-01-01T10:00:30Z",
    });
    expect(titles(element)).toEqual(["New"]);
  });

  it("sees what somebody else has made of it, and takes that or replaces it", async () => {
    const posted = board.add({ title: "Old" });
    const element = await show();
    await click(button(element, "Edit"));
    await settle();
    Object.assign(posted, { title: "Theirs", body: "Their text", body_html: "<p>Their text</p>", version: 2 });
    await type(one<HTMLInputElement>(element, "#title"), "Mine");
    await submit(element);
    expect(text(one(element, ".theirs"))).toBe("Theirs Their text");
    expect(one<HTMLInputElement>(element, "#title").value).toBe("Mine");
    await submit(element);
    expect(posted).toMatchObject({ title: "Mine", version: 3 });

    await click(button(element, "Edit"));
    await settle();
    Object.assign(posted, { title: "Again", version: 4 });
    await type(one<HTMLInputElement>(element, "#title"), "Mine too");
    await submit(element);
    await click(button(element, "Take theirs"));
    await settle();
    expect(one<HTMLInputElement>(element, "#title").value).toBe("Again");
  });

  it("takes one down and brings it back, pins it and lets it go", async () => {
    board.add({ unread: false });
    const element = await show();
    await click(button(element, "Take down"));
    expect(chips(element)).toEqual(["Taken down"]);
    expect(text(one(element, ".word"))).toBe("Saved.");
    await click(button(element, "Publish again"));
    await click(button(element, "Pin to the top"));
    expect(chips(element)).toEqual(["Pinned", "Published"]);
    await click(button(element, "Unpin"));
    expect(board.posted[0]).toMatchObject({ pinned: false, version: 5 });
  });

  it("sees that a change came too late, and what it is now", async () => {
    const posted = board.add({ title: "Old" });
    const element = await show();
    Object.assign(posted, { title: "Theirs", version: 7 });
    await click(button(element, "Take down"));
    expect(text(one(element, "article .notice.bad"))).toBe("Somebody else has changed this meanwhile.");
    expect(titles(element)).toEqual(["Theirs"]);
    await click(button(element, "Take down"));
    expect(posted.state).toBe("unpublished");
  });

  it("deletes one after a second thought", async () => {
    const { id } = board.add();
    const element = await show();
    await click(button(element, "Delete"));
    expect(focus(element)?.textContent).toBe("Delete for good");
    await click(button(element, "Keep it"));
    expect(focus(element)?.getAttribute("data-delete")).toBe(String(id));
    expect(board.posted).toHaveLength(1);
    await click(button(element, "Delete"));
    await click(button(element, "Delete for good"));
    expect(board.posted).toHaveLength(0);
    expect(focus(element)?.textContent).toBe("It is deleted.");
  });

  it("looks at some of them", async () => {
    board.add({ title: "Out" });
    board.add({ title: "Draft", state: "draft", publish_at: null });
    const element = await show();
    const select = one<HTMLSelectElement>(element, ".head select");
    select.value = "draft";
    select.dispatchEvent(new Event("change"));
    await settle();
    expect(titles(element)).toEqual(["Draft"]);
    select.value = "expired";
    select.dispatchEvent(new Event("change"));
    await settle();
    expect(text(element)).toContain("There are none of these");
  });
});

describe("the banner", () => {
  const banner = (attributes: Record<string, string> = {}) => show({ banner: "", reader: "7", ...attributes });

  it("shows the pinned one in few words, and leads to it", async () => {
    board.add({ title: "Pinned", body: "First words", pinned: true, edited: "2026-03-03T10:00:00Z" });
    const newest = board.add({ title: "Newest" });
    const element = await banner();
    expect(text(element)).toMatch(/Pinned First words Announcement · .* · Edited/);
    expect(new URL(one<HTMLAnchorElement>(element, "a").href).hash).not.toBe(`#announcement-${newest.id}`);
  });

  it("gives way to the newest when it is taken away, and then to nothing", async () => {
    const pinned = board.add({ title: "Pinned", pinned: true, version: 3 });
    const newest = board.add({ title: "Newest" });
    const element = await banner();
    await click(button(element, "Take this away"));
    expect(server.called("POST", `announcements/${pinned.id}/dismiss/`)[0]?.body).toEqual({ version: 3 });
    expect(text(element)).toContain("Newest");
    expect(focus(element)?.textContent).toBe("Newest");
    await click(button(element, "Take this away"));
    expect(text(element)).toBe("The announcement was taken away.");
    expect(focus(element)?.className).toContain("gone");
    expect(allDismissed("7", `${pinned.id}.3 ${newest.id}.1`)).toBe(true);
  });

  it("says why it could not be taken away", async () => {
    const { id } = board.add();
    const element = await banner();
    server.next[`POST announcements/${id}/dismiss/`] = "lost";
    await click(button(element, "Take this away"));
    expect(text(one(element, "[role=alert]"))).toContain("cannot be reached");
    expect(allDismissed("7", `${id}.1`)).toBe(false);
  });

  it("is nothing where there is none, or none to be had, also while it comes", async () => {
    server.hold = new Promise(() => undefined);
    expect(text(await banner())).toBe("");
    server.hold = null;
    expect(text(await banner())).toBe("");
    server.next["GET announcements/banner/"] = refuse(500, "server_error", "Our fault.");
    expect(text(await banner())).toBe("");
  });

  it("asks nobody where this browser knows that its reader dismissed it", async () => {
    const { id } = board.add();
    dismiss("7", id, 2);
    expect(text(await banner({ current: `${id}.2` }))).toBe("");
    expect(server.calls.filter(({ path }) => path.startsWith("announcements"))).toEqual([]);
    expect(text(await banner({ current: `${id}.3` }))).toContain("Welcome");
    expect(text(await banner({ current: `${id}.2`, reader: "8" }))).toContain("Welcome");
  });
});

describe("what a browser remembers", () => {
  it.each([
    ["7", "", false],
    ["7", "1.1", true],
    ["7", "1.2", false],
    ["7", "1.1 2.1", false],
    ["7", "nonsense", false],
    ["8", "1.1", false],
    ["", "1.1", false],
  ])("of reader %j and %j is %j", (reader, current, expected) => {
    dismiss("7", 1, 1);
    dismiss("", 2, 1);
    expect(allDismissed(reader, current)).toBe(expected);
  });

  it("is not much, and survives what is spoilt", () => {
    for (let id = 1; id <= 60; id += 1) dismiss("7", id, 1);
    expect(allDismissed("7", "10.1")).toBe(false);
    expect(allDismissed("7", "11.1 60.1")).toBe(true);
    for (const spoilt of ["[1]", "null", "x"]) {
      localStorage.setItem("proserva.dismissed:7", spoilt);
      expect(allDismissed("7", "1.1")).toBe(false);
      dismiss("7", 1, 1);
      expect(allDismissed("7", "1.1")).toBe(true);
    }
  });
});

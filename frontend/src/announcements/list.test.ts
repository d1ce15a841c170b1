// Tests of the list of announcements: reading, and what has been seen.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeAnnouncements } from "../testing/announcements";
import { COURSE } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, serve, setInView, settle, setVisible, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

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
    const file = {
      id: 7,
      name: "plan.pdf",
      size: 1200,
      content_type: "application/pdf",
      url: "/files/7/",
      state: "ready" as const,
    };
    board.add({ title: "Pinned", pinned: true });
    board.add({
      title: "Newest",
      body_html: "<p>Read <em>this</em></p>",
      attachments: [file, { ...file, id: 8, name: "held.pdf", state: "held" }],
      edited: "2026-03-03T10:00:00Z",
    });
    const element = await show();
    expect(titles(element)).toEqual(["Pinned", "Newest"]);
    expect(one(element, "article em").textContent).toBe("this");
    expect(text(element)).toContain("Edited on Mar 3, 2026");
    expect(all(element, ".files a").map((each) => each.getAttribute("download"))).toEqual(["plan.pdf"]);
    expect(all(element, ".file").map(text)).toEqual(["Download plan.pdf 1.2 kB", "held.pdf Being checked for viruses"]);
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

  it("shows an empty state", async () => {
    expect(text(await show())).toContain("No announcements yet Announcements from the course team appear here.");
  });

  it("says that the course is for others", async () => {
    server.next["GET announcements/"] = refuse(404, "not_found", "Not found.");
    expect(text(await show())).toContain("Only people in this course can see this.");
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

  it("says that one is gone, and shows none of another course", async () => {
    history.replaceState(null, "", "#announcement-99");
    const element = await show();
    expect(text(element)).toContain("This announcement is no longer available.");
    const other = board.add({ course: { ...COURSE, id: "course-v1:Other+C+1" }, state: "draft", title: "Elsewhere" });
    history.replaceState(null, "", `#announcement-${other.id}`);
    window.dispatchEvent(new Event("hashchange"));
    await settle();
    expect(text(element)).not.toContain("Elsewhere");
  });
});

// Tests of the banner above a course's pages.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeAnnouncements } from "../testing/announcements";
import { COURSE } from "../testing/cast";
import { refuse } from "../testing/http";
import { button, click, mount, one, serve, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";
import { allDismissed, dismiss } from "./dismissals";

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

const focus = (element: Element): Element | null => {
  const inside = element.shadowRoot?.activeElement ?? null;
  return inside?.shadowRoot ? focus(inside) : inside;
};

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
    await click(button(element, "Dismiss"));
    expect(server.called("POST", `announcements/${pinned.id}/dismiss/`)[0]?.body).toEqual({ version: 3 });
    expect(text(element)).toContain("Newest");
    expect(focus(element)?.textContent).toBe("Newest");
    await click(button(element, "Dismiss"));
    expect(text(element)).toBe("Announcement dismissed.");
    expect(focus(element)?.className).toContain("gone");
    expect(allDismissed("7", `${pinned.id}.3 ${newest.id}.1`)).toBe(true);
  });

  it("says why it could not be taken away", async () => {
    const { id } = board.add();
    const element = await banner();
    server.next[`POST announcements/${id}/dismiss/`] = "lost";
    await click(button(element, "Dismiss"));
    expect(text(one(element, "[role=alert]"))).toContain("cannot be reached");
    expect(allDismissed("7", `${id}.1`)).toBe(false);
  });

  it("renders nothing while it loads, if there is none, and if it fails", async () => {
    server.hold = new Promise(() => undefined);
    expect(text(await banner())).toBe("");
    server.hold = null;
    expect(text(await banner())).toBe("");
    server.next["GET announcements/banner/"] = refuse(500, "server_error", "Our fault.");
    expect(text(await banner())).toBe("");
  });

  it("says that it was dismissed, also when its page renders it again", async () => {
    const { id } = board.add();
    const element = await banner({ current: `${id}.1` });
    await click(button(element, "Dismiss"));
    element.setAttribute("current", `${id}.1 1.1`);
    await settle();
    element.setAttribute("current", `${id}.1`);
    await settle();
    expect(text(element)).toBe("Announcement dismissed.");
    element.setAttribute("course-id", "course-v1:Another+COURSE+1");
    await settle();
    expect(text(element)).toBe("");
  });

  it("sends no request if this browser knows the dismissal", async () => {
    const { id } = board.add();
    dismiss("7", id, 2);
    expect(text(await banner({ current: `${id}.2` }))).toBe("");
    expect(server.calls.filter(({ path }) => path.startsWith("announcements"))).toEqual([]);
    expect(text(await banner({ current: `${id}.3` }))).toContain("Welcome");
    expect(text(await banner({ current: `${id}.2`, reader: "8" }))).toContain("Welcome");
  });
});

it("shows the newest answer, not the latest to arrive", async () => {
  const old = board.add({ title: "Old" });
  const arrive = server.late("GET announcements/banner/");
  const element = await show({ banner: "", reader: "7" });
  element.setAttribute("course-id", "course-v1:Another+COURSE+1");
  await settle();
  board.posted = board.posted.filter(({ id }) => id !== old.id);
  board.add({ title: "New" });
  element.setAttribute("course-id", COURSE.id);
  await settle();
  arrive();
  await settle();
  expect(text(one(element, "a"))).toBe("New");
});

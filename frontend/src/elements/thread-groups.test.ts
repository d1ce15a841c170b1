// Tests of <proserva-thread> with a group in it: lines, mentions, live polling, and what is new below.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ADAM, type FakeServer, INES, ME, refuse } from "../testing/server";
import { all, mount, one, serve, setVisible, settle, text } from "../testing/page";
import type { ThreadDetail } from "../types";

let server: FakeServer;
let thread: ThreadDetail;

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  thread = server.groups.thread([INES, ADAM], { title: "Workshop" });
});

const show = () => mount<HTMLElement>("proserva-thread", { api: server.base, thread: String(thread.id) });
const messages = () => server.called("GET", `threads/${thread.id}/messages/`);
const polls = () => messages().filter(({ query }) => query.has("after"));
const details = () => server.called("GET", `threads/${thread.id}/`);
const seconds = async (number: number) => {
  await vi.advanceTimersByTimeAsync(number * 1000);
  await settle();
};

describe("what it shows", () => {
  it("has the group's name and how many are in it", async () => {
    const element = await show();
    expect(text(one(element, ".head"))).toBe("Workshop 3 people · Demonstration course");
    expect(one(element, ".facts").getAttribute("aria-label")).toBe("3 people · Demonstration course: People in this conversation");
  });

  it("tells what happened as a line, not as somebody's words", async () => {
    server.message(thread, INES, "Before");
    server.groups.line(thread, INES, "removed", "Ines Torres removed <b>Adam</b>", [ADAM]);
    server.message(thread, INES, "After");
    const element = await show();
    const line = one(element, ".line");
    expect(text(line)).toMatch(/^Ines Torres removed <b>Adam<\/b> \d/);
    expect(all(element, ".message")).toHaveLength(2);
    expect(all(element, ".message.more")).toHaveLength(0);
  });

  it("says where what came before is not shown to me", async () => {
    server.message(thread, INES, "From before I left");
    server.groups.line(thread, INES, "added", "Ines Torres added Adam", [ADAM], "none");
    server.groups.line(thread, INES, "added", "Ines Torres added you", [ME, ADAM], "none");
    server.groups.line(thread, INES, "added", "Ines Torres added you again", [ME], "all");
    const element = await show();
    expect(all(element, ".gap").map(text)).toEqual(["Earlier messages are not shown to you."]);
    expect(text(one(element, ".gap").nextElementSibling as Element)).toContain("added you");
  });

  it("says so too where I am not among the few that the line names", async () => {
    server.groups.line(thread, INES, "added", "Ines Torres added you", [ADAM], "none");
    server.message(thread, INES, "Welcome");
    expect(all(await show(), "ol > li").map((each) => each.className.trim())).toEqual(["gap", "day", "new", "line", "message"]);
  });

  it("marks what calls me", async () => {
    server.message(thread, INES, "@learner1", { mentions_me: true, body_html: '<p><span class="mention">@learner1</span></p>' });
    server.message(thread, ADAM, "Others");
    const element = await show();
    expect(all(element, ".message.mentions")).toHaveLength(1);
    expect(text(one(element, ".mentioned"))).toBe("mentions you");
  });

  it("lands on a line, too", async () => {
    server.groups.line(thread, INES, "renamed", "Ines Torres named it");
    const id = server.messages[0]?.id ?? 0;
    const element = await mount<HTMLElement>("proserva-thread", { api: server.base, thread: String(thread.id), message: String(id) });
    expect(one(element, `#message-${id}`).className).toContain("landed");
  });
});

describe("live", () => {
  it("asks every three seconds, by ETag, and no more of what has not changed", async () => {
    server.message(thread, INES, "First");
    await show();
    await seconds(3);
    await seconds(3);
    expect(polls().length).toBeGreaterThanOrEqual(3);
    expect(polls().pop()?.headers.get("If-None-Match")).toBeTruthy();
    expect(messages().length - polls().length).toBe(1);
    expect(details()).toHaveLength(1);
  });

  it("slows down where nothing comes and nobody is there, and is quick again once somebody is", async () => {
    server.message(thread, INES, "First");
    await show();
    await seconds(125);
    const slow = polls().length;
    await seconds(30);
    expect(polls().length - slow).toBeLessThanOrEqual(4);
    await seconds(600);
    const asleep = polls().length;
    await seconds(60);
    expect(polls().length - asleep).toBeLessThanOrEqual(3);
    const before = polls().length;
    window.dispatchEvent(new Event("pointermove"));
    await settle();
    expect(polls().length).toBe(before + 1);
    await seconds(6);
    expect(polls().length).toBeGreaterThanOrEqual(before + 2);
  });

  it("asks nothing in the background, and at once when the page comes to the front", async () => {
    server.message(thread, INES, "First");
    await show();
    setVisible(false);
    await seconds(3);
    const before = polls().length;
    await seconds(60);
    expect(polls().length).toBe(before);
    setVisible(true);
    await settle();
    expect(polls().length).toBeGreaterThan(before);
  });

  it("waits longer and longer while the server fails", async () => {
    server.message(thread, INES, "First");
    await show();
    const path = `GET threads/${thread.id}/messages/`;
    const before = polls().length;
    for (let turn = 0; turn < 21; turn += 1) {
      server.next[path] = refuse(500, "server_error", "Our fault.");
      await seconds(1);
    }
    expect(polls().length - before).toBeLessThanOrEqual(3);
  });

  it("brings the new, and what has become of the thread with a line", async () => {
    server.message(thread, INES, "First");
    const element = await show();
    await seconds(1);
    Object.assign(thread, { title: "Renamed", can_write: false, cannot_write_reason: "Ines Torres removed you." });
    server.groups.line(thread, INES, "removed", "Ines Torres removed you", [ME]);
    await seconds(3);
    expect(text(one(element, "h2"))).toBe("Renamed");
    expect(text(one(element, ".foot"))).toBe("Ines Torres removed you.");
    expect(text(one(element, ".line"))).toContain("Ines Torres removed you");
  });

  it("renews who has seen what when that has changed", async () => {
    const mine = server.message(thread, ME, "Look", { receipts: { recipients: 2, seen: 0, seen_at: null } });
    const element = await show();
    await seconds(3);
    expect(text(one(element, ".receipt"))).toBe("Sent");
    mine.receipts = { recipients: 2, seen: 1, seen_at: new Date().toISOString() };
    await seconds(4);
    expect(text(one(element, ".receipt"))).toContain("Seen by 1 of 2");
    mine.receipts = { recipients: 2, seen: 2, seen_at: new Date().toISOString() };
    server.message(thread, INES, "Seen and answered between two polls");
    await seconds(4);
    expect(text(one(element, ".receipt"))).toContain("Seen by 2 of 2");
  });

  it("counts what is new below, and takes nobody away from what they read", async () => {
    server.message(thread, INES, "First");
    const element = await show();
    const scroll = one(element, ".scroll");
    Object.defineProperties(scroll, { scrollHeight: { value: 2000 }, clientHeight: { value: 300 } });
    scroll.scrollTop = 100;
    scroll.dispatchEvent(new Event("scroll"));
    server.message(thread, INES, "Second");
    server.message(thread, ADAM, "Third");
    await seconds(4);
    expect(text(one(element, ".jump"))).toBe("2 new messages");
    expect(scroll.scrollTop).toBe(100);
    one(element, ".jump").click();
    await settle();
    expect(scroll.scrollTop).toBe(2000);
    expect(all(element, ".jump")).toHaveLength(0);
  });
});

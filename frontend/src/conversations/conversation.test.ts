// Tests of the live polling of a conversation, and the reader's own marks.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ThreadDetail } from "../shell/types";
import { ADAM, INES, ME } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, serve, settle, setVisible, text } from "../testing/page";
import type { FakeServer } from "../testing/server";
import { liveSeconds } from "./conversation";

let server: FakeServer;
let thread: ThreadDetail;
it("slows down while idle", () => {
  const minutes = [0, 1.9, 2, 9.9, 10, 600];
  const intervals = minutes.map((each) => liveSeconds({ active: 3, idle: 10 }, each * 60_000));
  expect(intervals).toEqual([3, 3, 10, 10, 30, 30]);
});

describe("live", () => {
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

  it("slows down while idle, and is quick again after user input", async () => {
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
    server.groups.systemMessage(thread, INES, "removed", "Ines Torres removed you", [ME]);
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

  it("counts new messages below the view, and does not scroll", async () => {
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

describe("star, archive and mute", () => {
  beforeEach(() => {
    server = serve();
    thread = server.thread(INES);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });

  const show = (attributes: Record<string, string> = {}) =>
    mount("proserva-thread", { api: server.base, thread: String(thread.id), ...attributes });

  it.each([
    ["Star", "Remove star", "starred"],
    ["Archive", "Move to inbox", "archived"],
    ["Mute notifications", "Unmute", "muted"],
  ] as const)("%s turns into %s", async (off, on, key) => {
    const element = await show();
    await click(button(element, off));
    expect(thread[key]).toBe(true);
    await click(button(element, on));
    expect(thread[key]).toBe(false);
  });

  it("shows it at once, and reverts it with an error if the server refuses", async () => {
    const element = await show();
    let go = () => undefined as void;
    server.hold = new Promise((resolve) => (go = resolve));
    server.next[`PATCH threads/${thread.id}/state/`] = refuse(500, "server_error", "Our fault.");
    await click(button(element, "Star"));
    expect(hasButton(element, "Remove star")).toBe(true);
    go();
    await settle();
    expect(hasButton(element, "Star")).toBe(true);
    expect(text(element)).toContain("Could not save this. Our fault.");
  });
});

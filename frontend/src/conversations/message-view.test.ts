// Tests of messages and system messages as they are shown.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Message, ThreadDetail } from "../shell/types";
import { ADAM, INES, ME } from "../testing/cast";
import { all, mount, one, serve, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
let thread: ThreadDetail;
describe("receipts", () => {
  beforeEach(() => {
    server = serve();
    thread = server.thread(INES);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });

  const show = (attributes: Record<string, string> = {}) =>
    mount("proserva-thread", { api: server.base, thread: String(thread.id), ...attributes });

  const isay = (words: string, changes: Partial<Message> = {}) => server.message(thread, ME, words, changes);
  const seconds = async (number: number) => {
    await vi.advanceTimersByTimeAsync(number * 1000);
    await settle();
  };

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

describe("in a group", () => {
  beforeEach(() => {
    server = serve();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    thread = server.groups.thread([INES, ADAM], { title: "Workshop" });
  });

  const show = () => mount<HTMLElement>("proserva-thread", { api: server.base, thread: String(thread.id) });

  it("has the group's name and how many are in it", async () => {
    const element = await show();
    expect(text(one(element, ".head"))).toBe("Workshop 3 people · Demonstration course");
    expect(one(element, ".facts").getAttribute("aria-label")).toBe(
      "3 people · Demonstration course: People in this conversation",
    );
  });

  it("shows system messages apart from messages", async () => {
    server.message(thread, INES, "Before");
    server.groups.systemMessage(thread, INES, "removed", "Ines Torres removed <b>Adam</b>", [ADAM]);
    server.message(thread, INES, "After");
    const element = await show();
    const line = one(element, ".line");
    expect(text(line)).toMatch(/^Ines Torres removed <b>Adam<\/b> \d/);
    expect(all(element, ".message")).toHaveLength(2);
    expect(all(element, ".message.more")).toHaveLength(0);
  });

  it("says where what came before is not shown to me", async () => {
    server.message(thread, INES, "From before I left");
    server.groups.systemMessage(thread, INES, "added", "Ines Torres added Adam", [ADAM], "none");
    server.groups.systemMessage(thread, INES, "added", "Ines Torres added you", [ME, ADAM], "none");
    server.groups.systemMessage(thread, INES, "added", "Ines Torres added you again", [ME], "all");
    const element = await show();
    expect(all(element, ".gap").map(text)).toEqual(["You can't see earlier messages."]);
    expect(text(one(element, ".gap").nextElementSibling as Element)).toContain("added you");
  });

  it("says so too where I am not among the few that the system message names", async () => {
    server.groups.systemMessage(thread, INES, "added", "Ines Torres added you", [ADAM], "none");
    server.message(thread, INES, "Welcome");
    expect(all(await show(), "ol > li").map((each) => each.className.trim())).toEqual([
      "gap",
      "day",
      "new",
      "line",
      "message",
    ]);
  });

  it("marks what calls me", async () => {
    server.message(thread, INES, "@learner1", {
      mentions_me: true,
      body_html: '<p><span class="mention">@learner1</span></p>',
    });
    server.message(thread, ADAM, "Others");
    const element = await show();
    expect(all(element, ".message.mentions")).toHaveLength(1);
    expect(text(one(element, ".mentioned"))).toBe("mentions you");
  });

  it("lands on a line, too", async () => {
    server.groups.systemMessage(thread, INES, "renamed", "Ines Torres named it");
    const id = server.messages[0]?.id ?? 0;
    const element = await mount<HTMLElement>("proserva-thread", {
      api: server.base,
      thread: String(thread.id),
      message: String(id),
    });
    expect(one(element, `#message-${id}`).className).toContain("landed");
  });
});

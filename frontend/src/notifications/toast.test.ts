// Tests of the toast for what has just arrived.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ADAM, INES, person } from "../testing/cast";
import { all, button, click, mount, one, serve, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const bell = (attributes: Record<string, string> = {}) => mount("proserva-bell", { api: server.base, ...attributes });
const name = (element: Element) => one(element, ".bell").getAttribute("aria-label");
const seconds = async (number: number) => {
  await vi.advanceTimersByTimeAsync(number * 1000);
  await settle();
};

const arrives = (from = INES, words = "Have a look at page two") =>
  server.message(server.threads[0] ?? server.thread(from), from, words);

describe("the toast", () => {
  const toast = (element: Element) => all(element, ".toast")[0];

  it("says nothing about what was unread before", async () => {
    arrives();
    const element = await bell();
    expect(toast(element)).toBeUndefined();
  });

  it("shows sender and text, links to the message, and hides by itself", async () => {
    const element = await bell();
    const message = arrives();
    await seconds(20);
    expect(text(one(element, ".toast"))).toBe("IT New message from Ines Torres Have a look at page two");
    expect(one(element, "[role=status]").contains(toast(element) ?? null)).toBe(true);
    expect(one(element, ".toast a").getAttribute("href")).toMatch(new RegExp(`#message-${message.id}$`));
    await seconds(8);
    expect(toast(element)).toBeUndefined();
  });

  it("waits while a pointer or the focus is on it", async () => {
    const element = await bell();
    arrives();
    await seconds(20);
    toast(element)?.dispatchEvent(new Event("pointerenter"));
    await seconds(30);
    expect(toast(element)).toBeDefined();
    toast(element)?.dispatchEvent(new Event("pointerleave"));
    await seconds(8);
    expect(toast(element)).toBeUndefined();
  });

  it("can be dismissed", async () => {
    const element = await bell();
    arrives();
    await seconds(20);
    await click(button(element, "Dismiss"));
    expect(toast(element)).toBeUndefined();
  });

  it("counts what came along with it", async () => {
    const element = await bell();
    arrives();
    arrives();
    arrives();
    await seconds(20);
    expect(text(one(element, ".toast"))).toContain("and 2 more");
  });

  it("comes, too, when something else was read in the meantime", async () => {
    const old = server.thread(ADAM);
    server.message(old, ADAM, "From before", { created: "2026-01-01T00:00:00Z" });
    server.message(old, ADAM, "From before, too", { created: "2026-01-01T00:00:01Z" });
    const element = await bell();
    // The clock itself stands still here: what comes now came after the bell's first answer.
    const now = { created: new Date(Date.now() + 1000).toISOString() };
    const read = (words: string) =>
      server.notifications.forEach((item) => (item.unread = item.unread && item.preview !== words));
    read("From before, too");
    await seconds(20);
    expect(toast(element)).toBeUndefined();
    read("From before");
    await seconds(0.1);
    server.message(server.thread(INES), INES, "New", now);
    await seconds(20);
    expect(name(element)).toBe("Messages, 1 unread");
    expect(text(one(element, ".toast"))).toContain("New message from Ines Torres New");
    expect(text(one(element, ".toast"))).not.toContain("more");
    await click(button(element, "Dismiss"));
    read("New");
    server.message(server.thread(INES), INES, "Newer", now);
    server.message(server.thread(INES), INES, "Newest", now);
    read("Newer");
    await seconds(20);
    expect(text(one(element, ".toast"))).toContain("Newest");
  });

  it("does not appear if that thread is on screen", async () => {
    const element = await bell();
    const reading = (event: Event) => event.preventDefault();
    window.addEventListener("proserva-arrived", reading);
    arrives();
    await seconds(20);
    window.removeEventListener("proserva-arrived", reading);
    expect(toast(element)).toBeUndefined();
    expect(name(element)).toBe("Messages, 1 unread");
  });

  it("shows markup in names and words as text", async () => {
    const element = await bell();
    arrives(person("x", "<b>Bob</b>"), "<script>alert(1)</script>");
    await seconds(20);
    expect(text(one(element, ".toast"))).toContain("<b>Bob</b> <script>alert(1)</script>");
    expect(all(element, ".toast b, .toast script")).toHaveLength(0);
  });
});

// Tests of <proserva-bell>: the count, and how it is asked for.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { INES } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, mount, one, serve, settle, setVisible, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const bell = (attributes: Record<string, string> = {}) => mount("proserva-bell", { api: server.base, ...attributes });
const counts = () => server.called("GET", "notifications/count/");
const name = (element: Element) => one(element, ".bell").getAttribute("aria-label");
const seconds = async (number: number) => {
  await vi.advanceTimersByTimeAsync(number * 1000);
  await settle();
};

const arrives = (from = INES, words = "Have a look at page two") =>
  server.message(server.threads[0] ?? server.thread(from), from, words);

describe("the count", () => {
  it("is in the name of the button and on its badge", async () => {
    arrives();
    const element = await bell();
    expect(name(element)).toBe("Messages, 1 unread");
    expect(text(one(element, ".badge"))).toBe("1");
  });

  it("stops at 99+", async () => {
    server.next["GET notifications/count/"] = { status: 200, body: { count: 100 } };
    const element = await bell();
    expect(text(one(element, ".badge"))).toBe("99+");
    expect(name(element)).toBe("Messages, more than 99 unread");
  });

  it("has no badge where all is read", async () => {
    const element = await bell();
    expect(name(element)).toBe("Messages");
    expect(all(element, ".badge")).toHaveLength(0);
  });
});

describe("asking for it", () => {
  it("repeats what the server said it was, and is content with 304", async () => {
    arrives();
    const element = await bell();
    await seconds(20);
    expect(counts().map(({ headers }) => headers.get("If-None-Match"))).toEqual([
      null,
      `"${server.notifications[0]?.id}"`,
    ]);
    expect(name(element)).toBe("Messages, 1 unread");
  });

  it("happens as often as the server wishes", async () => {
    server.config.poll_seconds = 7;
    await bell();
    await seconds(6);
    expect(counts()).toHaveLength(1);
    await seconds(1);
    expect(counts()).toHaveLength(2);
  });

  it("slows down while the page is hidden, and catches up at once", async () => {
    await bell();
    setVisible(false);
    await seconds(21);
    expect(counts()).toHaveLength(2);
    await seconds(78);
    expect(counts()).toHaveLength(2);
    setVisible(true);
    await settle();
    expect(counts()).toHaveLength(3);
  });

  it("waits in a header that is not shown, and happens at once when it is", async () => {
    // frontend-base has one header for wide windows and one for narrow ones on its page, and hides either.
    const header = document.createElement("header");
    header.style.display = "none";
    document.body.append(header);
    const element = await bell();
    header.append(element);
    server.calls.length = 0;
    await seconds(60);
    expect(counts()).toHaveLength(0);
    header.style.display = "block";
    element.dispatchEvent(new CustomEvent("proserva-resize", { detail: { height: 44 } }));
    await settle();
    expect(counts()).toHaveLength(1);
    element.dispatchEvent(new CustomEvent("proserva-resize", { detail: { height: 48 } }));
    await settle();
    expect(counts()).toHaveLength(1);
  });

  it.each(["proserva-read", "proserva-sent"])("happens at once after %s", async (event) => {
    await bell();
    window.dispatchEvent(new CustomEvent(event, { detail: { thread: 1, message: 1 } }));
    await settle();
    expect(counts()).toHaveLength(2);
  });

  it("backs off while the server is in trouble, and comes back", async () => {
    await bell();
    const trouble = refuse(503, "server_error", "Down");
    server.next["GET notifications/count/"] = trouble;
    await seconds(20);
    server.next["GET notifications/count/"] = trouble;
    await seconds(39);
    expect(counts()).toHaveLength(2);
    await seconds(1);
    expect(counts()).toHaveLength(3);
    await seconds(80);
    expect(counts()).toHaveLength(4);
    await seconds(20);
    expect(counts()).toHaveLength(5);
  });

  it("waits as long as a throttled answer says", async () => {
    await bell();
    server.next["GET notifications/count/"] = {
      ...refuse(429, "throttled", "Slow"),
      headers: { "Retry-After": "200" },
    };
    await seconds(20);
    await seconds(199);
    expect(counts()).toHaveLength(2);
    await seconds(1);
    expect(counts()).toHaveLength(3);
  });

  it("ends after a sign-out, and renders nothing", async () => {
    server.next["GET config/"] = refuse(401, "not_authenticated", "Sign in");
    const element = await bell();
    expect(text(element)).toBe("");
    await seconds(600);
    expect(counts()).toHaveLength(0);
  });

  it("ends when the bell leaves the page", async () => {
    const element = await bell();
    element.remove();
    await seconds(600);
    expect(counts()).toHaveLength(1);
  });
});

// Tests of the feed behind the bell.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ADAM, INES } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, press, serve, settle, text } from "../testing/page";
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

it("names the subject of what went to many beside its sender", async () => {
  server.message(server.thread(INES, { kind: "broadcast", title: "Exam on Friday" }), INES, "Bring a pen");
  const element = await bell();
  await click(one(element, ".bell"));
  expect(text(one(element, ".item .name"))).toBe("Ines Torres · Exam on Friday");
  expect(text(one(element, ".item .preview"))).toBe("Bring a pen");
});

describe("an announcement", () => {
  const announced = (unread = true) => {
    arrives();
    const [item] = server.notifications;
    Object.assign(item ?? {}, {
      thread_title: "Welcome",
      announcement: 12,
      preview: "Hello",
      url: "/messages/courses/x/announcements/#announcement-12",
      unread,
    });
  };

  it("is labelled as one, in the toast and in the feed", async () => {
    const element = await bell();
    announced();
    await seconds(20);
    expect(text(one(element, ".toast"))).toContain("New announcement in Demonstration course Welcome: Hello");
    await click(one(element, ".bell"));
    expect(text(one(element, ".item"))).toMatch(/· Welcome .* Hello Announcement · Demonstration course/);
  });

  it("is no message that an inbox on this page could show", async () => {
    announced();
    const element = await bell();
    await click(one(element, ".bell"));
    const open = vi.fn();
    window.addEventListener("proserva-open", open);
    one(element, ".item").addEventListener("click", (event) => event.preventDefault());
    await click(one(element, ".item"));
    expect(open).not.toHaveBeenCalled();
    window.removeEventListener("proserva-open", open);
  });
});

describe("the feed", () => {
  const open = async (attributes?: Record<string, string>) => {
    const element = await bell(attributes);
    await click(one(element, ".bell"));
    return element;
  };

  it("lists notifications, with unread also in words", async () => {
    arrives();
    const element = await open();
    const item = one(element, ".item");
    expect(text(item)).toContain("Ines Torres");
    expect(text(item)).toContain("Unread");
    expect(text(item)).toContain("Demonstration course");
    expect(one(item, "time").getAttribute("datetime")).toBe(server.notifications[0]?.created);
    expect(one(element, ".bell").getAttribute("aria-expanded")).toBe("true");
  });

  it("shows an empty state", async () => {
    const element = await open();
    expect(text(element)).toContain("No messages yet");
    expect(hasButton(element, "Mark all as read")).toBe(false);
  });

  it("can be tried again after a failure", async () => {
    server.next["GET notifications/"] = refuse(500, "server_error", "Our fault.");
    const element = await open();
    expect(text(element)).toContain("Our fault.");
    arrives();
    await click(button(element, "Try again"));
    expect(all(element, ".item")).toHaveLength(1);
  });

  it("marks as read up to the newest that was shown, and no further", async () => {
    arrives();
    const element = await open();
    const shown = server.notifications[0]?.id;
    arrives();
    await click(button(element, "Mark all as read"));
    expect(server.called("POST", "notifications/read/")[0]?.body).toEqual({ up_to: shown });
    expect(name(element)).toBe("Messages, 1 unread");
    expect(all(element, ".item.unread")).toHaveLength(0);
  });

  it("says so when marking fails", async () => {
    arrives();
    const element = await open();
    server.next["POST notifications/read/"] = refuse(500, "server_error", "Our fault.");
    await click(button(element, "Mark all as read"));
    expect(text(element)).toContain("Our fault.");
    expect(all(element, ".item.unread")).toHaveLength(1);
  });

  it("goes back in pages", async () => {
    server.pageSizes.notifications = 2;
    for (let n = 0; n < 3; n += 1) arrives();
    const element = await open();
    expect(all(element, ".item")).toHaveLength(2);
    await click(button(element, "Load more"));
    expect(all(element, ".item")).toHaveLength(3);
    expect(hasButton(element, "Load more")).toBe(false);
  });

  it("links to the inbox, the attribute's before the server's", async () => {
    expect(one(await open(), ".foot a").getAttribute("href")).toMatch(/\/messages\/$/);
    expect(one(await open({ "inbox-url": "/my/inbox" }), ".foot a").getAttribute("href")).toMatch(/\/my\/inbox$/);
  });

  it("closes with Escape and gives the focus back", async () => {
    const element = await open();
    await press(one(element, ".panel"), "Escape");
    expect(all(element, ".panel")).toHaveLength(0);
    expect(element.shadowRoot?.activeElement).toBe(one(element, ".bell"));
  });

  it("keeps the keys working after its button has gone", async () => {
    arrives();
    const element = await open();
    await click(button(element, "Mark all as read"));
    expect(one(element, "proserva-feed").shadowRoot?.activeElement).toBe(one(element, ".panel"));
  });

  it("closes when the focus goes on to something else on the page", async () => {
    const element = await open();
    const next = document.createElement("button");
    element.dispatchEvent(new FocusEvent("focusout", { relatedTarget: next }));
    await settle();
    expect(all(element, ".panel")).toHaveLength(0);
  });

  it("closes with a click elsewhere, not with one inside", async () => {
    const element = await open();
    one(element, ".panel").dispatchEvent(new Event("pointerdown", { bubbles: true, composed: true }));
    await settle();
    expect(all(element, ".panel")).toHaveLength(1);
    document.body.dispatchEvent(new Event("pointerdown", { bubbles: true, composed: true }));
    await settle();
    expect(all(element, ".panel")).toHaveLength(0);
  });

  it("moves with the arrow keys", async () => {
    arrives();
    arrives(ADAM);
    const element = await open();
    const panel = one(element, ".panel");
    await press(panel, "ArrowDown");
    await press(panel, "ArrowDown");
    expect(one(element, "proserva-feed").shadowRoot?.activeElement).toBe(all(element, ".item")[1]);
  });

  it("hands a message over to an inbox on the same page, and leaves the page otherwise", async () => {
    const message = arrives();
    const element = await open();
    const clicked = () => {
      const event = new MouseEvent("click", { bubbles: true, composed: true, cancelable: true });
      one(element, ".item").dispatchEvent(event);
      return event.defaultPrevented;
    };
    document.addEventListener("click", (event) => setTimeout(() => event.preventDefault()), { once: true });
    expect(clicked()).toBe(false);
    const taken = vi.fn((event: Event) => event.preventDefault());
    window.addEventListener("proserva-open", taken, { once: true });
    expect(clicked()).toBe(true);
    expect((taken.mock.calls[0]?.[0] as CustomEvent).detail).toMatchObject({
      thread: message.thread,
      message: message.id,
    });
  });

  it("shows what arrives while it is open", async () => {
    const element = await open();
    arrives();
    await seconds(20);
    expect(all(element, ".item")).toHaveLength(1);
    expect(all(element, ".toast")).toHaveLength(0);
  });

  it("keeps older ones when something arrives", async () => {
    server.pageSizes.notifications = 2;
    for (let n = 0; n < 3; n += 1) arrives();
    const element = await open();
    await click(button(element, "Load more"));
    arrives();
    await seconds(20);
    expect(all(element, ".item")).toHaveLength(4);
    expect(hasButton(element, "Load more")).toBe(false);
  });

  it("drops an answer that a later one has overtaken", async () => {
    const arrive = server.late("GET notifications/");
    const element = await open();
    arrives();
    window.dispatchEvent(new CustomEvent("proserva-arrived", { detail: { thread: 0, message: 0 } }));
    await settle();
    expect(all(element, ".item")).toHaveLength(1);
    arrive();
    await settle();
    expect(all(element, ".item")).toHaveLength(1);
  });
});

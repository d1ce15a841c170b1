// Tests of <proserva-bell>: the count, how it is asked for, the toast, and the feed.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ADAM, type FakeServer, INES, person, refuse } from "../testing/server";
import { all, button, click, hasButton, mount, one, press, serve, setVisible, settle, text } from "../testing/page";

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
const arrives = (from = INES, words = "Have a look at page two") => server.message(server.threads[0] ?? server.thread(from), from, words);

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
    expect(counts().map(({ headers }) => headers.get("If-None-Match"))).toEqual([null, `"${server.notifications[0]?.id}"`]);
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

  it("slows down while nobody looks, and catches up at once when somebody does", async () => {
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
    server.next["GET notifications/count/"] = { ...refuse(429, "throttled", "Slow"), headers: { "Retry-After": "200" } };
    await seconds(20);
    await seconds(199);
    expect(counts()).toHaveLength(2);
    await seconds(1);
    expect(counts()).toHaveLength(3);
  });

  it("ends when nobody is signed in, and shows nothing", async () => {
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
    Object.assign(item ?? {}, { thread_title: "Welcome", announcement: 12, preview: "Hello", url: "/messages/courses/x/announcements/#announcement-12", unread });
  };

  it("is told of as one, in the toast and in the feed", async () => {
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

describe("the toast", () => {
  const toast = (element: Element) => all(element, ".toast")[0];

  it("says nothing about what was unread before", async () => {
    arrives();
    const element = await bell();
    expect(toast(element)).toBeUndefined();
  });

  it("tells who wrote what, links there, and goes by itself", async () => {
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
    const read = (words: string) => server.notifications.forEach((item) => (item.unread = item.unread && item.preview !== words));
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

  it("is silent where somebody reads that thread already", async () => {
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

describe("the feed", () => {
  const open = async (attributes?: Record<string, string>) => {
    const element = await bell(attributes);
    await click(one(element, ".bell"));
    return element;
  };

  it("lists what arrived, unread told in words too", async () => {
    arrives();
    const element = await open();
    const item = one(element, ".item");
    expect(text(item)).toContain("Ines Torres");
    expect(text(item)).toContain("Unread");
    expect(text(item)).toContain("Demonstration course");
    expect(one(item, "time").getAttribute("datetime")).toBe(server.notifications[0]?.created);
    expect(one(element, ".bell").getAttribute("aria-expanded")).toBe("true");
  });

  it("is kind where there is nothing", async () => {
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
    await click(button(element, "Show older"));
    expect(all(element, ".item")).toHaveLength(3);
    expect(hasButton(element, "Show older")).toBe(false);
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
    expect((taken.mock.calls[0]?.[0] as CustomEvent).detail).toMatchObject({ thread: message.thread, message: message.id });
  });

  it("shows what arrives while it is open", async () => {
    const element = await open();
    arrives();
    await seconds(20);
    expect(all(element, ".item")).toHaveLength(1);
    expect(all(element, ".toast")).toHaveLength(0);
  });
});

// Tests of <proserva-inbox>: the page's address, and a new message.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { COURSE, INES } from "../testing/cast";
import { all, button, click, hasButton, mount, one, press, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const inbox = (attributes: Record<string, string> = {}) => mount("proserva-inbox", { api: server.base, ...attributes });
const items = (element: Element) => all(element, ".item");

function conversation(who = INES, words = "Hello") {
  const thread = server.thread(who);
  return { thread, message: server.message(thread, who, words) };
}

describe("the page's address", () => {
  it("opens what it names", async () => {
    const { thread, message } = conversation();
    history.replaceState(null, "", `/messages/?lang=de&thread=${thread.id}#message-${message.id}`);
    const element = await inbox();
    expect(text(one(element, "h2[tabindex]"))).toBe("Ines Torres");
    expect(one(element, ".landed").id).toBe(`message-${message.id}`);
  });

  it("follows what is chosen, keeps the rest, and goes back", async () => {
    const { thread } = conversation();
    history.replaceState(null, "", "/messages/?lang=de");
    const element = await inbox();
    await click(one(element, ".item a"));
    expect(location.search).toBe(`?lang=de&thread=${thread.id}`);
    expect(one(element, ".item a").getAttribute("aria-current")).toBe("true");
    history.replaceState(null, "", "/messages/?lang=de");
    window.dispatchEvent(new PopStateEvent("popstate"));
    await settle();
    expect(text(element)).toContain("Choose a conversation");
  });

  it("comes back to the list with the Back button of the thread", async () => {
    conversation();
    const element = await inbox();
    await click(one(element, ".item a"));
    await click(button(element, "Back to the list"));
    expect(location.search).toBe("");
    expect(one(element, ".frame").className).toContain("one");
  });

  it.each(["?thread=abc", "?thread=-1", "?thread=7e3", "?thread=99999999999999999999"])(
    "is not confused by %s",
    async (search) => {
      history.replaceState(null, "", `/${search}`);
      expect(text(await inbox())).toContain("Choose a conversation");
    },
  );

  it("opens what the bell hands over, again too, without leaving the page", async () => {
    const { thread, message } = conversation();
    const element = await inbox();
    const ask = (course?: string) => {
      const detail = { thread: thread.id, message: message.id, course };
      return !window.dispatchEvent(new CustomEvent("proserva-open", { cancelable: true, detail }));
    };
    expect(ask()).toBe(true);
    await settle();
    await settle();
    expect(one(element, ".landed").id).toBe(`message-${message.id}`);
    expect(location.hash).toBe(`#message-${message.id}`);
  });

  it("leaves another course's messages to the inbox of all courses", async () => {
    const { thread, message } = conversation();
    await inbox({ "course-id": COURSE.id });
    const detail = { thread: thread.id, message: message.id, course: "course-v1:Another" };
    expect(window.dispatchEvent(new CustomEvent("proserva-open", { cancelable: true, detail }))).toBe(true);
  });
});

describe("a new message", () => {
  it("is offered in a course, and opens the conversation that it starts", async () => {
    const element = await inbox({ "course-id": COURSE.id });
    await click(button(element, "New message"));
    const area = one<HTMLTextAreaElement>(element, "textarea");
    await type(area, "A question");
    await press(area, "Enter", { ctrlKey: true });
    // Among several people, none is preselected.
    expect(text(element)).toContain("Choose a recipient.");
    await press(one(element, "proserva-people input"), "ArrowDown");
    await press(one(element, "proserva-people input"), "Enter");
    await press(area, "Enter", { ctrlKey: true });
    await settle();
    expect(text(one(element, ".message"))).toContain("A question");
    expect(location.search).toBe(`?thread=${server.threads[0]?.id}`);
    expect(items(element)).toHaveLength(1);
  });

  it("is not offered without a course", async () => {
    expect(hasButton(await inbox(), "New message")).toBe(false);
  });
});

// Tests of a conversation that grows: the scroll position, and what stays in view.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Message, ThreadDetail } from "../shell/types";
import { ADAM, INES } from "../testing/cast";
import { refuse } from "../testing/http";
import {
  all,
  button,
  click,
  hasButton,
  mount,
  one,
  press,
  serve,
  setInView,
  settle,
  setVisible,
  text,
  type,
} from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
let thread: ThreadDetail;

beforeEach(() => {
  server = serve();
  thread = server.thread(INES);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const show = (attributes: Record<string, string> = {}) =>
  mount("proserva-thread", { api: server.base, thread: String(thread.id), ...attributes });

const says = (words: string, changes: Partial<Message> = {}) => server.message(thread, INES, words, changes);
const reads = () => server.called("POST", `threads/${thread.id}/read/`);
const rows = (element: Element) => all(element, ".message");
const seconds = async (number: number) => {
  await vi.advanceTimersByTimeAsync(number * 1000);
  await settle();
};

describe("as it grows", () => {
  it("shows what arrives while it is looked at, and marks it", async () => {
    says("First", { unread: false });
    const element = await show();
    const message = says("Second");
    await seconds(5);
    expect(rows(element)).toHaveLength(2);
    expect(reads()[0]?.body).toEqual({ up_to: message.id });
  });

  it("asks for nothing while it is out of sight", async () => {
    await show();
    setInView(false);
    const before = server.calls.length;
    await seconds(60);
    expect(server.calls).toHaveLength(before);
  });

  it("takes an arrival that the bell heard of first, and makes its toast needless", async () => {
    says("First", { unread: false });
    const element = await show();
    says("Second");
    const arrive = (id: number) => {
      const event = new CustomEvent("proserva-arrived", { cancelable: true, detail: { thread: id, message: 1 } });
      return !window.dispatchEvent(event);
    };
    expect(arrive(thread.id)).toBe(true);
    await settle();
    expect(rows(element)).toHaveLength(2);
    expect(arrive(thread.id + 1)).toBe(false);
    setVisible(false);
    expect(arrive(thread.id)).toBe(false);
  });

  it("loads earlier ones above", async () => {
    server.pageSizes.messages = 2;
    for (let n = 1; n <= 5; n += 1) says(`Message ${n}`, { unread: false });
    const element = await show();
    expect(rows(element)).toHaveLength(2);
    await click(button(element, "Earlier messages"));
    await click(button(element, "Earlier messages"));
    expect(rows(element).map((row) => text(one(row, ".body")))).toEqual([1, 2, 3, 4, 5].map((n) => `Message ${n}`));
    expect(hasButton(element, "Earlier messages")).toBe(false);
  });

  it("misses nothing when more arrives than one answer holds", async () => {
    server.pageSizes.messages = 2;
    says("First", { unread: false });
    const element = await show();
    for (let n = 0; n < 5; n += 1) says(`More ${n}`);
    await seconds(5);
    expect(rows(element)).toHaveLength(6);
  });

  it("lands on a message however far back it is", async () => {
    server.pageSizes.messages = 2;
    const wanted = says("The one", { unread: false });
    for (let n = 0; n < 7; n += 1) says(`Later ${n}`, { unread: false });
    const element = await show({ message: String(wanted.id) });
    expect(text(one(element, ".landed"))).toContain("The one");
    expect(element.shadowRoot?.activeElement?.id).toBe(`message-${wanted.id}`);
  });

  it("says that the message was not found", async () => {
    says("Something");
    expect(text(await show({ message: "1" }))).toContain("Message not found in this conversation.");
  });

  it("shows what was just sent, and empties the composer", async () => {
    says("First", { unread: false });
    const element = await show();
    await type(one<HTMLTextAreaElement>(element, "textarea"), "My answer");
    await press(one(element, "textarea"), "Enter", { metaKey: true });
    expect(text(rows(element)[1] as HTMLElement)).toContain("My answer");
    expect(rows(element)[1]?.classList).toContain("mine");
    expect(one<HTMLTextAreaElement>(element, "textarea").value).toBe("");
    await seconds(10);
    expect(rows(element)).toHaveLength(2);
  });

  it("keeps the answer in the composer when it is refused", async () => {
    const element = await show();
    server.next[`POST threads/${thread.id}/messages/`] = refuse(409, "cannot_write", "You are no longer enrolled.");
    await type(one<HTMLTextAreaElement>(element, "textarea"), "My answer");
    await press(one(element, "textarea"), "Enter", { ctrlKey: true });
    expect(text(element)).toContain("You are no longer enrolled.");
    expect(one<HTMLTextAreaElement>(element, "textarea").value).toBe("My answer");
  });

  it("shows another thread when it is given one", async () => {
    says("First");
    const other = server.thread(ADAM);
    server.message(other, ADAM, "Elsewhere");
    const element = await show();
    element.setAttribute("thread", String(other.id));
    await settle();
    expect(rows(element).map((row) => text(one(row, ".body")))).toEqual(["Elsewhere"]);
    expect(text(one(element, "h2"))).toBe("Adam Okafor");
  });
});

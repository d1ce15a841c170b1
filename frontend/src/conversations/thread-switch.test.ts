// Tests of <proserva-thread> when another thread takes its place, or it is moved on its page.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Message, ThreadDetail } from "../shell/types";
import { INES, person } from "../testing/cast";
import { all, mount, one, serve, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
let thread: ThreadDetail;

beforeEach(() => {
  server = serve();
  thread = server.thread(INES);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const show = () => mount("proserva-thread", { api: server.base, thread: String(thread.id) });
const says = (words: string, changes: Partial<Message> = {}) => server.message(thread, INES, words, changes);
const rows = (element: Element) => all(element, ".message");
const seconds = async (number: number) => {
  await vi.advanceTimersByTimeAsync(number * 1000);
  await settle();
};

describe("another thread in its place", () => {
  const go = async (element: HTMLElement, { id }: ThreadDetail) => {
    element.setAttribute("thread", String(id));
    await settle();
  };
  const heading = (element: HTMLElement) => text(one(element, "h2"));

  it("is not replaced by late news of the one before", async () => {
    says("Hello");
    const other = server.thread(person("adam", "Adam Okafor"));
    const element = await show();
    const arrive = server.late(`GET threads/${thread.id}/`);
    const event = { kind: "renamed", text: "Renamed", people: [], history: null } as unknown as Message["event"];
    says("", { event });
    await seconds(3);
    await go(element, other);
    arrive();
    await settle();
    expect(heading(element)).toBe("Adam Okafor");
  });

  it("shows the newest answer, not the latest to arrive", async () => {
    const other = server.thread(person("adam", "Adam Okafor"));
    says("First");
    const arrive = server.late(`GET threads/${thread.id}/messages/`);
    const element = await show();
    await go(element, other);
    says("Second");
    await go(element, thread);
    expect(rows(element)).toHaveLength(2);
    arrive();
    await settle();
    expect(rows(element)).toHaveLength(2);
    expect(server.called("GET", "config/")).toHaveLength(1);
  });

  it("hides a late failure of the one before", async () => {
    server.next[`GET threads/${thread.id}/`] = "lost";
    const arrive = server.late(`GET threads/${thread.id}/`);
    const other = server.thread(person("adam", "Adam Okafor"));
    const element = await show();
    await go(element, other);
    arrive();
    await settle();
    expect(heading(element)).toBe("Adam Okafor");
  });

  it("goes on loading after it was moved on its page", async () => {
    says("Hello");
    const arrive = server.late(`GET threads/${thread.id}/`);
    const element = await show();
    const place = document.createElement("div");
    element.remove();
    arrive();
    await settle();
    document.body.append(place);
    place.append(element);
    await settle();
    expect(rows(element)).toHaveLength(1);
  });
});

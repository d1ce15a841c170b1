// Tests of the list of conversations: filters, search, keys.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ADAM, COURSE, INES, ME, person } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, press, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const inbox = (attributes: Record<string, string> = {}) => mount("proserva-inbox", { api: server.base, ...attributes });
const items = (element: Element) => all(element, ".item");
const lists = () => server.called("GET", "threads/");
const lastQuery = () => Object.fromEntries(lists()[lists().length - 1]?.query ?? []);
const seconds = async (number: number) => {
  await vi.advanceTimersByTimeAsync(number * 1000);
  await settle();
};

function conversation(who = INES, words = "Hello") {
  const thread = server.thread(who);
  return { thread, message: server.message(thread, who, words) };
}

describe("the list", () => {
  it("shows who, what, where and how much is unread, in words too", async () => {
    conversation();
    const element = await inbox();
    const item = items(element)[0] as HTMLElement;
    expect(text(item)).toContain("Ines Torres");
    expect(text(item)).toContain("Hello");
    expect(text(item)).toContain("Demonstration course");
    expect(text(item)).toContain("1 unread");
    expect(item.classList).toContain("unread");
  });

  it("marks my own messages, and messages with files only", async () => {
    const thread = server.thread(INES);
    server.message(thread, ME, "My words");
    const other = server.thread(ADAM);
    server.message(other, ADAM, "", {
      attachments: [{ id: 1, name: "a", size: 1, content_type: "", url: "", state: "ready" }],
    });
    const element = await inbox();
    expect(all(element, ".preview").map(text).sort()).toEqual(["File", "You: My words"]);
  });

  it("shows markup in names and previews as text, right-to-left names in their direction", async () => {
    conversation(person("x", "<b>ليلى</b>"), "<img src=x onerror=alert(1)>");
    const element = await inbox();
    expect(text(items(element)[0] as HTMLElement)).toContain("<b>ليلى</b>");
    expect(all(element, ".item b, .item img")).toHaveLength(0);
    expect(one(element, ".name").getAttribute("dir")).toBe("auto");
  });

  it("names a group by its people", async () => {
    const people = [INES, ADAM, person("a", "Xiao Mei"), person("b", "Ola N."), ME];
    const thread = server.thread(INES, { participants: people, participant_count: 12 });
    server.message(thread, INES, "All");
    expect(text(one(await inbox(), ".name"))).toBe("Ines Torres, Adam Okafor, Xiao Mei and 8 others");
  });

  it.each([
    ["Unread", { box: "inbox", unread: "1" }, "No unread messages"],
    ["Starred", { box: "starred" }, "No starred conversations"],
    ["Archived", { box: "archived" }, "No archived conversations"],
    ["Sent", { box: "sent" }, "No sent messages"],
  ])("has a filter %s, which helps where it is empty", async (name, query, words) => {
    const element = await inbox({ "course-id": COURSE.id });
    await click(button(element, name));
    expect(lastQuery()).toEqual({ course_id: COURSE.id, ...query });
    expect(button(element, name).getAttribute("aria-current")).toBe("true");
    expect(text(element)).toContain(words);
  });

  it("searches a moment after typing, once", async () => {
    conversation();
    conversation(ADAM);
    const element = await inbox();
    const field = one<HTMLInputElement>(element, "input[type=search]");
    const before = lists().length;
    await type(field, "ada");
    await type(field, "adam");
    await seconds(1);
    expect(lists()).toHaveLength(before + 1);
    expect(items(element)).toHaveLength(1);
    await type(field, "no such words");
    await seconds(1);
    expect(text(element)).toContain("No conversation here contains “no such words”.");
  });

  it("loads more, and keeps it when the first page is renewed", async () => {
    server.pageSizes.threads = 2;
    for (let n = 0; n < 3; n += 1) {
      const thread = server.thread(person(`l${n}`, `Learner ${n}`));
      server.message(thread, ME, "x", { created: `2026-01-0${n + 1}T00:00:00Z` });
    }
    const element = await inbox();
    expect(items(element)).toHaveLength(2);
    await click(button(element, "Load more"));
    expect(items(element)).toHaveLength(3);
    expect(hasButton(element, "Load more")).toBe(false);
    await seconds(20);
    expect(items(element)).toHaveLength(3);
  });

  it("hears of what is new by itself, and at once of what is sent here", async () => {
    const element = await inbox();
    conversation();
    await seconds(20);
    expect(items(element)).toHaveLength(1);
    conversation(ADAM);
    window.dispatchEvent(new CustomEvent("proserva-sent", { detail: { thread: 1, message: 1 } }));
    await settle();
    expect(items(element)).toHaveLength(2);
  });

  it("can be tried again after a failure", async () => {
    server.next["GET threads/"] = refuse(500, "server_error", "Our fault.");
    const element = await inbox();
    expect(text(element)).toContain("Our fault.");
    conversation();
    await click(button(element, "Try again"));
    expect(items(element)).toHaveLength(1);
  });

  it("moves with j and k and the arrows", async () => {
    conversation();
    conversation(ADAM);
    const element = await inbox();
    const list = one(element, "proserva-threads");
    const links = all<HTMLAnchorElement>(element, ".item a");
    links[0]?.focus();
    await press(links[0] as HTMLElement, "j");
    expect(list.shadowRoot?.activeElement).toBe(links[1]);
    await press(links[1] as HTMLElement, "ArrowUp");
    expect(list.shadowRoot?.activeElement).toBe(links[0]);
  });

  it("stars at once, and reverts it with an error if the server refuses", async () => {
    const { thread } = conversation();
    const element = await inbox();
    const star = () => button(element, "Star the conversation with Ines Torres");
    await click(star());
    expect(star().getAttribute("aria-pressed")).toBe("true");
    expect(thread.starred).toBe(true);
    server.next[`PATCH threads/${thread.id}/state/`] = "lost";
    await click(star());
    expect(star().getAttribute("aria-pressed")).toBe("true");
    expect(text(element)).toContain("Could not save this.");
  });

  it("loses what is archived in the thread beside it", async () => {
    const { thread } = conversation();
    const element = await inbox({ thread: String(thread.id) });
    await click(button(element, "Archive"));
    expect(items(element)).toHaveLength(0);
    await click(button(element, "Move to inbox"));
    expect(items(element)).toHaveLength(1);
    server.next[`PATCH threads/${thread.id}/state/`] = "lost";
    await click(button(element, "Archive"));
    expect(items(element)).toHaveLength(1);
  });

  it("keeps what is being read among the unread", async () => {
    conversation();
    const element = await inbox();
    await click(button(element, "Unread"));
    await click(one(element, ".item a"));
    await seconds(30);
    expect(items(element)).toHaveLength(1);
    expect(text(items(element)[0] as HTMLElement)).not.toContain("unread");
  });
});

describe("answers that come late", () => {
  it("lists nothing of the filter before", async () => {
    server.pageSizes.threads = 1;
    conversation(ADAM);
    conversation();
    const element = await inbox();
    const arrive = server.late("GET threads/");
    await click(button(element, "Load more"));
    await click(button(element, "Starred"));
    arrive();
    await settle();
    expect(items(element)).toHaveLength(0);
    expect(text(element)).toContain("No starred conversations");
  });

  it("answers another filter at once, however slow the list before is", async () => {
    conversation(ADAM);
    conversation().thread.starred = true;
    const element = await inbox();
    const arrive = server.late("GET threads/");
    await seconds(20);
    await click(button(element, "Starred"));
    expect(items(element)).toHaveLength(1);
    arrive();
    await settle();
    expect(items(element)).toHaveLength(1);
  });

  it("loses nothing that a new message pushed off the first page", async () => {
    server.pageSizes.threads = 2;
    for (let n = 0; n < 4; n += 1) {
      const thread = server.thread(person(`l${n}`, `Learner ${n}`));
      server.message(thread, ME, "x", { created: `2026-01-0${n + 1}T00:00:00Z` });
    }
    const element = await inbox();
    const arrive = server.late("GET threads/");
    await click(button(element, "Load more"));
    conversation();
    window.dispatchEvent(new CustomEvent("proserva-arrived", { detail: { thread: 0, message: 0 } }));
    await settle();
    arrive();
    await settle();
    expect(items(element)).toHaveLength(5);
  });
});

// Tests of mentions in a composer.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ThreadDetail } from "../shell/types";
import { ADAM, INES, person } from "../testing/cast";
import { all, mount, one, press, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";
import { begunAt } from "./mentions";

let server: FakeServer;
let thread: ThreadDetail;

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  thread = server.groups.thread([INES, ADAM, person("ira", "<b>Ira</b>")]);
});

async function open(): Promise<[HTMLElement, HTMLTextAreaElement]> {
  const element = await mount<HTMLElement>("proserva-thread", { api: server.base, thread: String(thread.id) });
  await settle();
  return [element, one<HTMLTextAreaElement>(element, "textarea")];
}

async function write(area: HTMLTextAreaElement, words: string): Promise<void> {
  area.setSelectionRange(words.length, words.length);
  await type(area, words);
  await vi.advanceTimersByTimeAsync(200);
  await settle();
}

const names = (element: Element) => all(element, ".names > bdi").map(text);
const asked = () => server.called("GET", `threads/${thread.id}/participants/`).map(({ query }) => query.get("q"));

it.each([
  ["@", ""],
  ["Ask @in", "in"],
  ["(@in", "in"],
  ["\n@Ines.T-1", "Ines.T-1"],
  ["سؤال @inés", "inés"],
  ["ines@example.org", null],
  ["@ines ", null],
  ["no", null],
])("finds in %j what is begun", (words, found) => {
  expect(begunAt(words, words.length)).toBe(found);
});

it("looks at what is before the caret alone", () => {
  expect(begunAt("@ines and @adam", 3)).toBe("in");
});

describe("the list", () => {
  it("offers who is in the conversation, but not me, by name or username", async () => {
    const [element, area] = await open();
    await write(area, "Ask @");
    expect(names(element)).toEqual(["Ines Torres", "Adam Okafor", "<b>Ira</b>"]);
    await write(area, "Ask @ad");
    expect(names(element)).toEqual(["Adam Okafor"]);
    expect(asked()).toEqual([null, "ad"]);
  });

  it("inserts the active suggestion on Enter, and announces it", async () => {
    const [element, area] = await open();
    await write(area, "Ask @");
    expect(area.getAttribute("aria-activedescendant")).toBe("mention-0");
    await press(area, "ArrowDown");
    expect(area.getAttribute("aria-activedescendant")).toBe("mention-1");
    expect(all(element, "[aria-selected=true]").map((each) => each.id)).toEqual(["mention-1"]);
    await press(area, "Enter");
    expect(area.value).toBe("Ask @assistant ");
    expect(names(element)).toEqual([]);
    expect(area.hasAttribute("aria-activedescendant")).toBe(false);
    expect(server.called("POST", `threads/${thread.id}/messages/`)).toHaveLength(0);
  });

  it("closes by Escape, and leaves what was written", async () => {
    const [element, area] = await open();
    await write(area, "@i");
    await press(area, "Escape");
    expect(names(element)).toEqual([]);
    expect(area.value).toBe("@i");
  });

  it("closes when the name is complete, or matches no one", async () => {
    const [element, area] = await open();
    await write(area, "@i");
    expect(names(element)).not.toEqual([]);
    await write(area, "@instructor ");
    expect(names(element)).toEqual([]);
    await write(area, "@zzz");
    expect(names(element)).toEqual([]);
    expect(area.hasAttribute("aria-controls")).toBe(false);
  });

  it("stays away where two talk", async () => {
    thread = server.thread(INES);
    const [element, area] = await open();
    await write(area, "@");
    expect(names(element)).toEqual([]);
    expect(asked()).toEqual([]);
  });
});

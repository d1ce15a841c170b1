// Tests of the audience of a broadcast.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBroadcasts } from "../testing/broadcasts";
import { COURSE, person } from "../testing/cast";
import { all, button, click, mount, one, press, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
let many: FakeBroadcasts;

beforeEach(() => {
  server = serve();
  many = new FakeBroadcasts(server);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const rest = () => vi.advanceTimersByTimeAsync(700);
const show = async () => {
  const element = await mount("proserva-broadcast", { api: server.base, "course-id": COURSE.id, place: "new" });
  await rest();
  await settle();
  return element;
};

const subject = (element: Element) => one<HTMLInputElement>(element, "#subject");
const body = (element: Element) => one<HTMLTextAreaElement>(element, "#body");
const asked = () => server.called("POST", "broadcasts/preview/").map((call) => call.body);

async function write(element: Element): Promise<void> {
  await type(subject(element), "Exam on Friday");
  await type(body(element), "Dear {first_name}");
  await rest();
}

async function choose(element: Element, selector: string, value: string): Promise<void> {
  const select = one<HTMLSelectElement>(element, selector);
  select.value = value;
  select.dispatchEvent(new Event("change"));
  await settle();
  await rest();
}

describe("the audience", () => {
  it("offers what the platform can answer, and no more", async () => {
    many.segments = { ...many.segments, segments: ["inactive"], cohorts: [], modes: many.segments.modes.slice(0, 1) };
    const element = await show();
    expect(all<HTMLOptionElement>(element, "#who option").map(({ value }) => value)).toEqual([
      "all",
      "inactive",
      "people",
    ]);
  });

  it("says how many it reaches, whenever it changes", async () => {
    const element = await show();
    expect(text(one(element, ".reach"))).toBe("30 recipients");
    many.preview.count = 1;
    await choose(element, "#who", "not_started");
    expect(text(one(element, ".reach"))).toBe("1 recipient");
    expect(asked().at(-1)?.audience).toEqual({ who: "not_started" });
  });

  it("is reported if empty, and nothing is sent", async () => {
    const element = await show();
    await write(element);
    many.preview.count = 0;
    await choose(element, "#who", "not_started");
    await click(button(element, "Send…"));
    expect(text(one(element, "#audience-error"))).toBe("This audience is empty.");
    expect(all(element, "dialog")).toHaveLength(0);
  });

  it("is counted before it is asked about, however quick one is", async () => {
    const element = await show();
    await write(element);
    many.preview.count = 7;
    const select = one<HTMLSelectElement>(element, "#who");
    select.value = "not_started";
    select.dispatchEvent(new Event("change"));
    await click(button(element, "Send…"));
    await settle();
    expect(text(one(element, "dialog"))).toContain("Message 7 people");
  });

  it("waits for a choice that is not finished", async () => {
    const element = await show();
    await choose(element, "#who", "cohorts");
    expect(asked().at(-1)?.audience).toEqual({ who: "all" });
    expect(text(one(element, ".reach"))).toBe("Choose recipients.");
    await write(element);
    await click(button(element, "Send…"));
    expect(text(one(element, "#audience-error"))).toBe("Choose at least one.");
    all<HTMLInputElement>(element, ".choices input")[0]?.dispatchEvent(new Event("change"));
    await settle();
    await rest();
    expect(asked().at(-1)?.audience).toEqual({ who: "cohorts", cohorts: [3] });
  });

  it.each([
    ["inactive", { who: "inactive", days: 14 }],
    ["not_submitted", { who: "not_submitted", usage_key: "block-v1:quiz1" }],
    ["scored_below", { who: "scored_below", usage_key: "block-v1:quiz1", score: 50 }],
  ])("begins %s with something sensible", async (who, expected) => {
    const element = await show();
    await choose(element, "#who", who);
    expect(asked().at(-1)?.audience).toEqual(expected);
  });

  it.each(["", "0", "1.5"])("finds %j no number of days", async (days) => {
    const element = await show();
    await choose(element, "#who", "inactive");
    await type(one<HTMLInputElement>(element, "input[type=number]"), days);
    await click(button(element, "Send…"));
    expect(text(one(element, "#audience-error"))).toBe("Enter a number of days.");
  });

  it("is picked one by one, and each may be taken out again", async () => {
    server.recipients.push({ ...person("ana", "Ana Silva"), is_default: false });
    const element = await show();
    await choose(element, "#who", "people");
    await type(one<HTMLInputElement>(element, "[role=combobox]"), "ana");
    await press(one(element, "[role=combobox]"), "Enter");
    await rest();
    expect(asked().at(-1)?.audience).toEqual({ who: "people", usernames: ["ana"] });
    await click(button(element, "Remove Ana Silva"));
    await rest();
    await write(element);
    await click(button(element, "Send…"));
    expect(text(one(element, "#audience-error"))).toBe("Choose at least one person.");
  });
});

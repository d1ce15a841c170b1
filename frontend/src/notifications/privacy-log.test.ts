// Tests of the privacy log: it loads when it is opened, page by page.
import { describe, expect, it } from "vitest";
import { all, mount, one, serve, settle, text } from "../testing/page";
import "../more";

const ENTRY = {
  id: 2,
  action: "thread.disclosed",
  text: "Rita Root opened one of your conversations.",
  by: null,
  reason: "A complaint",
  course: { id: "course-v1:A+B+C", name: "Demo course", url: "" },
  thread: 7,
  created: "2026-11-29T10:00:00Z",
};

async function show(pages: Record<string, unknown>[]) {
  const api = serve().base;
  const asked: unknown[] = [];
  const element = await mount("proserva-privacy-log-view", { api });
  Object.defineProperty(element, "client", {
    value: {
      get: (path: string, query: unknown) => {
        asked.push([path, query]);
        return Promise.resolve(pages.shift());
      },
    },
  });
  return { element, asked };
}

async function open(element: Element): Promise<void> {
  const details = one<HTMLDetailsElement>(element, "details");
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  await settle();
}

describe("the privacy log", () => {
  it("asks for nothing until it is opened", async () => {
    const { element, asked } = await show([{ results: [ENTRY], next_cursor: null }]);
    expect(asked).toEqual([]);
    await open(element);
    expect(asked).toEqual([["audit/", { cursor: null }]]);
    const words = text(one(element, "li"));
    expect(words).toContain(ENTRY.text);
    expect(words).toContain("Reason: A complaint");
    expect(words).toContain("Demo course");
  });

  it("says that there are no entries", async () => {
    const { element } = await show([{ results: [], next_cursor: null }]);
    await open(element);
    expect(all(element, "li")).toEqual([]);
    expect(text(element.shadowRoot as unknown as Element)).toContain("There are no entries.");
  });

  it("loads the next page", async () => {
    const { element, asked } = await show([
      { results: [ENTRY], next_cursor: "2" },
      { results: [{ ...ENTRY, id: 1, reason: "", course: null }], next_cursor: null },
    ]);
    await open(element);
    one<HTMLButtonElement>(element, "button.more").click();
    await settle();
    expect(all(element, "li").length).toBe(2);
    expect(asked.length).toBe(2);
  });
});

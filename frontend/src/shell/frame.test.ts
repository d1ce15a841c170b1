// Tests of a page in a frame: the height that it reports to its parent.
import { afterEach, beforeEach, expect, it, vi } from "vitest";

let changed: () => void = () => undefined;
const post = vi.fn();

async function fresh(): Promise<typeof import("./frame")> {
  vi.resetModules();
  return import("./frame");
}

function heightOf(element: HTMLElement, height: number): void {
  vi.spyOn(element, "getBoundingClientRect").mockReturnValue({ height } as DOMRect);
}

beforeEach(() => {
  post.mockClear();
  vi.stubGlobal("parent", { postMessage: post });
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(callback: () => void) {
        changed = callback;
      }
      observe() {}
    },
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

it("is each new height, once, rounded up so that nothing is cut off", async () => {
  const { reportHeight } = await fresh();
  heightOf(document.body, 300.2);
  reportHeight();
  reportHeight();
  changed();
  heightOf(document.body, 512);
  changed();
  expect(post.mock.calls.map(([message, target]) => [message.type, message.payload.height, target])).toEqual([
    ["plugin.resize", 301, "*"],
    ["plugin.resize", 512, "*"],
  ]);
});

it("is the height of the unit's wrapper, if there is one", async () => {
  const content = document.createElement("div");
  content.id = "content";
  document.body.append(content);
  heightOf(document.body, 2000);
  heightOf(content, 640);
  (await fresh()).reportHeight();
  expect(post.mock.calls[0]?.[0].payload.height).toBe(640);
});

it("is not reported without a frame", async () => {
  vi.stubGlobal("parent", window);
  const { linkTarget, reportHeight } = await fresh();
  heightOf(document.body, 300);
  reportHeight();
  expect(post).not.toHaveBeenCalled();
  expect(linkTarget()).toBe("_self");
});

it("lets links leave the frame", async () => {
  expect((await fresh()).linkTarget()).toBe("_top");
});

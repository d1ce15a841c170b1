// Tests of <proserva-message-button>: opening, closing, and what it says when it cannot be used.
import { beforeEach, expect, it, vi } from "vitest";
import { COURSE } from "../testing/cast";
import { all, button, click, mount, one, press, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;

beforeEach(() => {
  server = serve();
});

const place = (attributes: Record<string, string> = {}) =>
  mount("proserva-message-button", { api: server.base, "course-id": COURSE.id, ...attributes });

it("asks nothing of the server until it is pressed", async () => {
  const element = await place({ prompt: "Stuck?" });
  expect(text(element)).toBe("Message instructor Stuck?");
  expect(server.calls).toHaveLength(0);
});

it("opens the composer in place, and the caret is in it", async () => {
  const element = await place({ label: "Ask Ines" });
  await click(button(element, "Ask Ines"));
  await settle();
  expect(button(element, "Ask Ines").getAttribute("aria-expanded")).toBe("true");
  expect(one(element, "proserva-compose").shadowRoot?.activeElement).toBe(one(element, "textarea"));
});

it.each(["Escape", "Close"])("closes with %s, gives the focus back and keeps the draft", async (way) => {
  const element = await place();
  await click(button(element, "Message instructor"));
  await type(one<HTMLTextAreaElement>(element, "textarea"), "Half a thought");
  if (way === "Escape") await press(one(element, "textarea"), "Escape");
  else await click(button(element, "Close"));
  expect(one(element, "#panel").hidden).toBe(true);
  expect(element.shadowRoot?.activeElement).toBe(button(element, "Message instructor"));
  await click(button(element, "Message instructor"));
  expect(one<HTMLTextAreaElement>(element, "textarea").value).toBe("Half a thought");
});

it("says why it cannot be used, also for screen readers", async () => {
  const element = await place({ unavailable: "You are looking at the course as a learner." });
  const face = button(element, "Message instructor");
  await click(face);
  expect(all(element, "proserva-compose")).toHaveLength(0);
  expect(face.getAttribute("aria-disabled")).toBe("true");
  expect(text(one(element, `#${face.getAttribute("aria-describedby")}`))).toBe(
    "You are looking at the course as a learner.",
  );
});

it("hands its options on", async () => {
  const element = await place({ "discussion-thread-id": "abc", recipients: "assistant", "no-files": "" });
  await click(button(element, "Message instructor"));
  await settle();
  await type(one<HTMLTextAreaElement>(element, "textarea"), "Hello");
  await press(one(element, "textarea"), "Enter", { ctrlKey: true });
  const sent = server.called("POST", "threads/")[0]?.body;
  expect(sent).toMatchObject({ recipients: ["assistant"], context: { discussion_thread_id: "abc" } });
  expect(all(element, "input[type=file]")).toHaveLength(0);
});

it("reports a changed height to the page", async () => {
  const changes: ResizeObserverCallback[] = [];
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(callback: ResizeObserverCallback) {
        changes.push(callback);
      }
      observe() {}
      disconnect() {}
    },
  );
  const element = await place();
  const heard = vi.fn();
  document.body.addEventListener("proserva-resize", (event) => heard((event as CustomEvent).detail));
  vi.spyOn(element, "offsetHeight", "get").mockReturnValue(310);
  changes.forEach((change) => change([], {} as ResizeObserver));
  changes.forEach((change) => change([], {} as ResizeObserver));
  expect(heard.mock.calls).toEqual([[{ height: 310 }]]);
});

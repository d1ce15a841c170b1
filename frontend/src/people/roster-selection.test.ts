// Tests of choosing several people in the roster.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Enrolled } from "../shell/types";
import { COURSE, person } from "../testing/cast";
import { all, button, click, hasButton, mount, one, press, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
function enrol(username: string, name: string, changes: Partial<Enrolled> = {}): void {
  server.enrolled.push({
    ...person(username, name),
    cohort: null,
    progress: null,
    last_contact: null,
    thread: null,
    ...changes,
  });
  server.recipients.push({ ...person(username, name), is_default: true });
}

beforeEach(() => {
  server = serve();
  server.recipients = [];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const show = () => mount("proserva-roster", { api: server.base, "course-id": COURSE.id });
const search = (element: Element, words: string) => type(one<HTMLInputElement>(element, "input[type=search]"), words);
const later = () => vi.advanceTimersByTimeAsync(350);
describe("choosing several", () => {
  const boxes = (element: Element) => all<HTMLInputElement>(element, "tbody .pick input");
  const status = (element: Element) => text(one(element, ".selection [role=status]"));

  beforeEach(() => ["ana", "ben", "cho"].forEach((each) => enrol(each, each.toUpperCase())));

  it("chooses all that are shown, some, or none", async () => {
    const element = await show();
    await click(one(element, ".selection input"));
    expect(boxes(element).map(({ checked }) => checked)).toEqual([true, true, true]);
    expect(status(element)).toBe("3 selected");
    await click(boxes(element)[0] as HTMLElement);
    expect(status(element)).toBe("2 selected");
    expect(one<HTMLInputElement>(element, ".selection input").indeterminate).toBe(true);
    await click(button(element, "Clear"));
    expect(boxes(element).map(({ checked }) => checked)).toEqual([false, false, false]);
    expect(hasButton(element, "Message as a group")).toBe(false);
  });

  it("keeps the selection over searches and pages, also without matches", async () => {
    server.pageSizes.roster = 2;
    const element = await show();
    await click(boxes(element)[0] as HTMLElement);
    await click(button(element, "Load more"));
    await click(boxes(element)[2] as HTMLElement);
    await search(element, "zzz");
    await later();
    await settle();
    expect(status(element)).toBe("2 selected");
    await search(element, "cho");
    await later();
    await settle();
    expect(boxes(element).map(({ checked }) => checked)).toEqual([true]);
    await click(button(element, "Message as a group"));
    expect(all(one(element, ".together"), ".chip").map(text)).toEqual(["ANA", "CHO"]);
  });

  it("writes to them as a group, and forgets the choice once that is sent", async () => {
    const element = await show();
    await click(boxes(element)[0] as HTMLElement);
    expect(hasButton(element, "Message as a group")).toBe(false);
    await click(boxes(element)[1] as HTMLElement);
    await click(button(element, "Message as a group"));
    await type(one<HTMLTextAreaElement>(one(element, ".together"), "textarea"), "Pair up");
    await press(one(one(element, ".together"), "textarea"), "Enter", { ctrlKey: true });
    expect(server.called("POST", "threads/").map(({ body }) => body)).toEqual([
      { course_id: COURSE.id, recipients: ["ana", "ben"], body: "Pair up", group_chat: true, title: "" },
    ]);
    expect(status(element)).toBe("");
    expect(text(one(element, ".together"))).toContain("Sent to");
    await click(button(one(element, ".together"), "Close"));
    expect(all(element, ".together")).toHaveLength(0);
  });
});

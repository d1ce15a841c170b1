// Tests of reporting a message, and of messages by people who are blocked.
import { beforeEach, describe, expect, it } from "vitest";
import type { ThreadDetail } from "../shell/types";
import { INES, ME } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, mount, one, serve, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
let thread: ThreadDetail;
let message: number;

beforeEach(() => {
  server = serve();
  thread = server.thread(INES);
  message = server.message(thread, INES, "Hurry up").id;
});

const show = () => mount<HTMLElement>("proserva-thread", { api: server.base, thread: String(thread.id) });
const path = () => `messages/${message}/report/`;
const answer = (changes: object = {}) => ({
  status: 201,
  body: { id: 1, message, route: "team", state: "open", created: "2026-03-03T10:00:00Z", ...changes },
});

async function open(): Promise<HTMLElement> {
  const element = await show();
  await click(one(element, `#message-${message} .report`));
  await settle();
  return one<HTMLElement>(element, "proserva-report-view");
}

async function send(dialog: HTMLElement): Promise<void> {
  one<HTMLFormElement>(dialog, "form").dispatchEvent(new Event("submit", { cancelable: true }));
  await settle();
}

describe("a message", () => {
  it("can be reported if it is by another person and was not removed", async () => {
    server.message(thread, ME, "Mine");
    server.message(thread, INES, "This message was removed.", { removed: true });
    const element = await show();
    expect(all(element, ".message")).toHaveLength(3);
    expect(all(element, ".report")).toHaveLength(1);
  });

  it("by a blocked person is shown on request", async () => {
    server.message(thread, INES, "Ugly words", { blocked: true });
    const element = await show();
    const hidden = one<HTMLDetailsElement>(element, "details.bubble");
    expect(hidden.open).toBe(false);
    expect(text(one(element, "summary"))).toBe("Blocked message · Show");
    expect(text(hidden)).toContain("Ugly words");
  });
});

describe("the dialog", () => {
  it("needs a reason", async () => {
    const dialog = await open();
    await send(dialog);
    expect(text(one(dialog, "[role=alert]"))).toBe("Choose a reason.");
    expect(server.called("POST", path())).toHaveLength(0);
  });

  it("sends what was chosen, and says who will look at it", async () => {
    const dialog = await open();
    server.next[`POST ${path()}`] = answer();
    one<HTMLInputElement>(dialog, "input[value=spam]").checked = true;
    one<HTMLInputElement>(dialog, "input[name=before]").value = "3";
    one<HTMLTextAreaElement>(dialog, "textarea").value = "Look";
    await send(dialog);
    const [call] = server.called("POST", path());
    expect(call?.body).toEqual({ reason: "spam", note: "Look", before: 3, after: 0, about_team: false });
    expect(text(one(dialog, "[role=status]"))).toBe("Thank you. The course team will look at it.");
  });

  it.each([
    [{ route: "site" }, "Thank you. The people who run this site will look at it."],
    [{ state: "handled" }, "Your report of this message was handled."],
  ])("says where a report is: %o", async (changes, words) => {
    const dialog = await open();
    server.next[`POST ${path()}`] = answer(changes);
    one<HTMLInputElement>(dialog, "input[value=other]").checked = true;
    one<HTMLInputElement>(dialog, "input[name=about_team]").checked = true;
    await send(dialog);
    expect(server.called("POST", path())[0]?.body.about_team).toBe(true);
    expect(text(one(dialog, "[role=status]"))).toBe(words);
  });

  it("shows why it was refused", async () => {
    const dialog = await open();
    server.next[`POST ${path()}`] = refuse(429, "throttled", "Try again in 2 hours.");
    one<HTMLInputElement>(dialog, "input[value=other]").checked = true;
    await send(dialog);
    expect(text(one(dialog, "[role=alert]"))).toBe("Try again in 2 hours.");
  });

  it("is gone after it was closed", async () => {
    const dialog = await open();
    await click(button(dialog, "Cancel"));
    await settle();
    expect(all(document.body, "proserva-report")).toHaveLength(0);
  });
});

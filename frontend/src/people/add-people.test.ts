// Tests of adding people to a conversation.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ThreadDetail } from "../shell/types";
import { ADAM, COURSE, INES, NO_POWERS, person } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, press, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

const KWAME = person("learner2", "Kwame Mensah");
const NORA = person("learner3", "<b>Nora</b> نورة");
let server: FakeServer;
let thread: ThreadDetail;

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  thread = server.groups.thread([INES, ADAM]);
  server.recipients.push({ ...KWAME, is_default: false }, { ...NORA, is_default: false });
});

async function open(): Promise<HTMLElement> {
  const element = await mount<HTMLElement>("proserva-thread", { api: server.base, thread: String(thread.id) });
  await click(one(element, ".facts"));
  await settle();
  return one<HTMLElement>(element, "proserva-people-dialog");
}

const path = () => `threads/${thread.id}/participants/`;
const adds = () => server.called("POST", path()).map(({ body }) => body);

async function choose(panel: Element, name: string): Promise<void> {
  const input = one<HTMLInputElement>(panel, "proserva-people input");
  await type(input, name);
  await vi.advanceTimersByTimeAsync(300);
  await settle();
  await press(input, "Enter");
}

describe("adding", () => {
  it("says in words who will see what, and adds with that", async () => {
    const panel = await open();
    await click(button(panel, "Add people"));
    expect(one<HTMLInputElement>(panel, "[value=none]").checked).toBe(true);
    await choose(panel, "Kwame");
    expect(text(one(panel, ".consequence"))).toBe(
      "Kwame Mensah will see new messages only, and no earlier messages or files.",
    );
    await choose(panel, "nora");
    await click(one(panel, "[value=all]"));
    expect(text(one(panel, ".consequence"))).toMatch(
      /^Kwame Mensah and <b>Nora<\/b> نورة will see all messages since Mar 3, 2026, with all files\.$/,
    );
    expect(all(panel, ".chip").map(text)).toEqual(["Kwame Mensah", "<b>Nora</b> نورة"]);
    await click(button(panel, "Add"));
    expect(adds()).toEqual([{ usernames: ["learner2", "learner3"], history: "all" }]);
    expect(text(panel)).toContain("Added: Kwame Mensah and <b>Nora</b> نورة");
    expect(all(panel, "li[data-name]")).toHaveLength(5);
  });

  it("chooses nothing for what was a private talk: what they see has to be said", async () => {
    thread = server.thread(INES, {
      group_chat: true,
      my_role: "owner",
      can: { ...NO_POWERS, add: true, set_group_chat: true },
    });
    const panel = await open();
    await click(button(panel, "Add people"));
    expect(text(panel)).toContain("This is a private conversation between you and Ines Torres.");
    expect(all<HTMLInputElement>(panel, "[name=history]").map(({ checked }) => checked)).toEqual([false, false]);
    await choose(panel, "Kwame");
    expect(all(panel, ".consequence").map(text)).toEqual([""]);
    await click(button(panel, "Add"));
    expect(text(panel)).toContain("Choose what they will see.");
    expect(adds()).toEqual([]);
    await click(one(panel, "[value=none]"));
    expect(text(panel)).not.toContain("Choose what they will see.");
    await click(button(panel, "Add"));
    expect(adds()).toEqual([{ usernames: ["learner2"], history: "none" }]);
  });

  it("needs a selection", async () => {
    const panel = await open();
    await click(button(panel, "Add people"));
    await click(button(panel, "Add"));
    expect(text(panel)).toContain("Choose people to add.");
    expect(one(panel, "proserva-people input").getAttribute("aria-invalid")).toBe("true");
    expect(adds()).toEqual([]);
  });

  it("shows the server's error, and keeps what was chosen", async () => {
    const panel = await open();
    await click(button(panel, "Add people"));
    await choose(panel, "Kwame");
    server.next[`POST ${path()}`] = refuse(400, "invalid", "Please fix the errors below.", {
      usernames: ["Kwame Mensah is not enrolled."],
    });
    await click(button(panel, "Add"));
    expect(text(one(panel, "proserva-add-people .error"))).toBe("Kwame Mensah is not enrolled.");
    expect(all(panel, ".chip").map(text)).toEqual(["Kwame Mensah"]);
    server.next[`POST ${path()}`] = refuse(409, "too_many_people", "A group holds 500 people.");
    await click(button(panel, "Add"));
    expect(text(one(panel, "proserva-add-people .error"))).toBe("A group holds 500 people.");
  });

  it("does not offer those who are in it", async () => {
    const panel = await open();
    await click(button(panel, "Add people"));
    const asked = server.called("GET", `courses/${encodeURIComponent(COURSE.id)}/recipients/`).pop();
    expect(asked?.query.get("exclude_thread")).toBe(String(thread.id));
  });

  it("takes in whole cohorts, and explains what it is to keep in step", async () => {
    server.groups.cohorts = [{ id: 4, name: "Blue", size: 12 }];
    const panel = await open();
    await click(button(panel, "Add people"));
    expect(text(one(panel, "proserva-cohort-choice"))).toBe("Whole cohorts Blue · 12 people");
    await click(one(panel, "proserva-cohort-choice input"));
    expect(text(one(panel, ".consequence"))).toContain("everyone in Blue will see new messages only");
    await click(all(panel, "proserva-cohort-choice input")[1] as HTMLElement);
    expect(text(one(panel, "proserva-cohort-choice"))).toContain("People who later join or leave the cohort");
    await click(button(panel, "Add"));
    expect(adds()).toEqual([{ cohorts: [4], keep_in_step: true, history: "none" }]);
  });

  it("goes back to the list by Escape, and the focus with it", async () => {
    const panel = await open();
    await click(button(panel, "Add people"));
    await press(one(panel, "proserva-add-people h3"), "Escape");
    expect(all(panel, "proserva-add-people")).toHaveLength(0);
    expect(hasButton(panel, "Add people")).toBe(true);
  });
});

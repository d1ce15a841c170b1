// Tests of the people panel: who is in it, whom one may add and what they see, and what an owner may do.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { all, button, click, hasButton, mount, one, press, serve, setOnline, settle, text, type } from "../testing/page";
import { ADAM, COURSE, type FakeServer, INES, ME, NO_POWERS, person, refuse } from "../testing/server";
import type { ThreadDetail } from "../types";

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
  return one(element, "proserva-people-dialog");
}

const path = () => `threads/${thread.id}/participants/`;
const adds = () => server.called("POST", path()).map(({ body }) => body);
const later = () => vi.advanceTimersByTimeAsync(350);
const select = async (field: HTMLSelectElement, value: string) => {
  field.value = value;
  field.dispatchEvent(new Event("change"));
  await settle();
};

async function choose(panel: Element, name: string): Promise<void> {
  const input = one<HTMLInputElement>(panel, "proserva-people input");
  await type(input, name);
  await vi.advanceTimersByTimeAsync(300);
  await settle();
  await press(input, "Enter");
}

describe("who is in it", () => {
  it("names everybody with their part in the course, their part here and since when, and marks me", async () => {
    const panel = await open();
    const rows = all(panel, "li[data-name]").map((row) => text(row).replace(/\s/g, " "));
    expect(rows[0]).toMatch(/^IT Ines Torres Instructor · since Mar 3, 2026$/);
    expect(rows[2]).toMatch(/^LL Lena Lang \(you\) Owner Learner · since Mar 3, 2026$/);
    expect(text(one(panel, ".count"))).toBe("3 people");
  });

  it("finds by name, and says so where there is nobody", async () => {
    const panel = await open();
    await type(one<HTMLInputElement>(panel, "proserva-members input[type=search]"), "ada");
    await later();
    await settle();
    expect(all(panel, "li[data-name] .name").map(text)).toEqual(["Adam Okafor"]);
    expect(text(one(panel, ".count"))).toBe("1 person");
    await type(one<HTMLInputElement>(panel, "proserva-members input[type=search]"), "zzz");
    await later();
    await settle();
    expect(text(panel)).toContain("Nobody by that name.");
  });

  it("loads more, each once", async () => {
    server.pageSizes.members = 2;
    const panel = await open();
    await click(button(panel, "Show more"));
    expect(all(panel, "li[data-name]")).toHaveLength(3);
    expect(hasButton(panel, "Show more")).toBe(false);
  });

  it("writes names as text", async () => {
    thread = server.groups.thread([NORA]);
    const panel = await open();
    expect(text(one(panel, "li .name"))).toBe("<b>Nora</b> نورة");
    expect(one(panel, "li .name").getAttribute("dir")).toBe("auto");
  });

  it("can be tried again where it could not be loaded, and says that one is offline", async () => {
    server.next[`GET ${path()}`] = refuse(500, "server_error", "Our fault.");
    const panel = await open();
    expect(text(panel)).toContain("Our fault.");
    await click(button(panel, "Try again"));
    expect(all(panel, "li[data-name]")).toHaveLength(3);
    setOnline(false);
    await settle();
    expect(text(panel)).toContain("You are offline. This may be out of date.");
  });

  it("offers a member nothing that the server would refuse", async () => {
    thread = server.groups.thread([INES], { my_role: "member", can: { ...NO_POWERS, leave: true } });
    server.groups.membersOf(thread.id).forEach((member) => Object.assign(member.can, { remove: false, make_owner: false }));
    const panel = await open();
    const offered = all(panel, "button, input, select").map((each) => each.getAttribute("aria-label") ?? text(each));
    expect(offered.sort()).toEqual(["Close", "Leave this conversation", "Search people"]);
  });
});

describe("adding", () => {
  it("says in words who will see what, and adds with that", async () => {
    const panel = await open();
    await click(button(panel, "Add people"));
    expect(one<HTMLInputElement>(panel, "[value=none]").checked).toBe(true);
    await choose(panel, "Kwame");
    expect(text(one(panel, ".told"))).toBe("Kwame Mensah will see only what is written from now on, and no earlier message or file.");
    await choose(panel, "nora");
    await click(one(panel, "[value=all]"));
    expect(text(one(panel, ".told"))).toMatch(/^Kwame Mensah and <b>Nora<\/b> نورة will see everything that was written here since Mar 3, 2026, with all files\.$/);
    expect(all(panel, ".chip").map(text)).toEqual(["Kwame Mensah", "<b>Nora</b> نورة"]);
    await click(button(panel, "Add"));
    expect(adds()).toEqual([{ usernames: ["learner2", "learner3"], history: "all" }]);
    expect(text(panel)).toContain("Added: Kwame Mensah and <b>Nora</b> نورة");
    expect(all(panel, "li[data-name]")).toHaveLength(5);
  });

  it("chooses nothing for what was a private talk: what they see has to be said", async () => {
    thread = server.thread(INES, { group_chat: true, my_role: "owner", can: { ...NO_POWERS, add: true, set_group_chat: true } });
    const panel = await open();
    await click(button(panel, "Add people"));
    expect(text(panel)).toContain("Until now this was a private conversation between you and Ines Torres.");
    expect(all<HTMLInputElement>(panel, "[name=history]").map(({ checked }) => checked)).toEqual([false, false]);
    await choose(panel, "Kwame");
    expect(all(panel, ".told").map(text)).toEqual([""]);
    await click(button(panel, "Add"));
    expect(text(panel)).toContain("Say first what they will see.");
    expect(adds()).toEqual([]);
    await click(one(panel, "[value=none]"));
    expect(text(panel)).not.toContain("Say first what they will see.");
    await click(button(panel, "Add"));
    expect(adds()).toEqual([{ usernames: ["learner2"], history: "none" }]);
  });

  it("wants somebody to be chosen", async () => {
    const panel = await open();
    await click(button(panel, "Add people"));
    await click(button(panel, "Add"));
    expect(text(panel)).toContain("Choose whom to add.");
    expect(one(panel, "proserva-people input").getAttribute("aria-invalid")).toBe("true");
    expect(adds()).toEqual([]);
  });

  it("shows the server's sentence, and keeps what was chosen", async () => {
    const panel = await open();
    await click(button(panel, "Add people"));
    await choose(panel, "Kwame");
    server.next[`POST ${path()}`] = refuse(400, "invalid", "Please correct what is marked.", { usernames: ["Kwame Mensah is not enrolled."] });
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
    expect(text(one(panel, ".told"))).toContain("everybody in Blue will see only");
    await click(all(panel, "proserva-cohort-choice input")[1] as HTMLElement);
    expect(text(one(panel, "proserva-cohort-choice"))).toContain("Whoever joins the cohort later joins this group");
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

describe("what an owner does", () => {
  const unfold = async (panel: Element, name: string) => click(button(panel, `Manage ${name}`));

  it("asks before somebody is removed, and can be kept from it", async () => {
    const panel = await open();
    await unfold(panel, "Ines Torres");
    await click(button(panel, "Remove"));
    expect(text(one(panel, ".ask"))).toContain("Ines Torres keeps what they have read until now, gets nothing new");
    await click(button(panel, "Cancel"));
    expect(all(panel, ".ask")).toHaveLength(0);
    await click(button(panel, "Remove"));
    await click(button(panel, "Remove Ines Torres"));
    expect(server.called("DELETE", `${path()}instructor/`)).toHaveLength(1);
    expect(all(panel, "li[data-name] .name").map(text)).toEqual(["Adam Okafor", "Lena Lang"]);
    expect(text(one(panel, ".count"))).toBe("2 people");
  });

  it("sees beside a person why the server refused", async () => {
    const panel = await open();
    await unfold(panel, "Ines Torres");
    await click(button(panel, "Remove"));
    server.next[`DELETE ${path()}instructor/`] = refuse(409, "conflict", "Ines has just become an owner.");
    await click(button(panel, "Remove Ines Torres"));
    expect(text(one(panel, "[data-name=instructor] .error"))).toBe("Ines has just become an owner.");
    expect(all(panel, "li[data-name]")).toHaveLength(3);
  });

  it("allows a single person more, or less, than the conversation does", async () => {
    const panel = await open();
    await unfold(panel, "Adam Okafor");
    const [adding] = all<HTMLSelectElement>(panel, "proserva-members select");
    expect(adding?.selectedOptions[0]?.textContent).toBe("As for all members: not allowed");
    await select(adding as HTMLSelectElement, "true");
    await select(adding as HTMLSelectElement, "null");
    expect(server.called("PATCH", `${path()}assistant/`).map(({ body }) => body)).toEqual([{ may_add: true }, { may_add: null }]);
  });

  it("makes others owners, and hands over after a question", async () => {
    const panel = await open();
    await unfold(panel, "Ines Torres");
    await click(button(panel, "Make an owner"));
    expect(text(one(panel, "[data-name=instructor]"))).toContain("Owner");
    await unfold(panel, "Adam Okafor");
    await click(button(panel, "Hand over to them"));
    expect(text(one(panel, ".ask"))).toContain("Adam Okafor becomes the owner, and you become a member.");
    await click(button(panel, "Hand over to Adam Okafor"));
    expect(server.called("PATCH", `${path()}assistant/`).map(({ body }) => body)).toEqual([{ hand_over: true }]);
    expect(all(panel, "[role=switch]")).toHaveLength(0);
  });

  it("says what members may do, and takes back what is refused", async () => {
    const panel = await open();
    const box = one<HTMLInputElement>(panel, "proserva-group-settings fieldset input");
    await click(box);
    expect(server.called("PATCH", `threads/${thread.id}/`).map(({ body }) => body)).toEqual([{ members_may_add: true }]);
    server.next[`PATCH threads/${thread.id}/`] = refuse(409, "conflict", "You are no owner any more.");
    await click(box);
    expect(box.checked).toBe(true);
    expect(text(one(panel, "proserva-group-settings .error"))).toBe("You are no owner any more.");
  });

  it("closes after a question, and reopens", async () => {
    const panel = await open();
    await click(button(panel, "Close to new messages"));
    await click(one(panel, ".yes"));
    expect(thread.closed).not.toBeNull();
    await click(button(panel, "Reopen"));
    expect(thread.closed).toBeNull();
  });

  it("switches Group Chat on in a private talk, which says what that means", async () => {
    thread = server.thread(INES, { my_role: "owner", can: { ...NO_POWERS, set_group_chat: true } });
    const panel = await open();
    expect(text(panel)).toContain("This conversation is always between the two of you. Switch Group Chat on to be able to add people.");
    expect(hasButton(panel, "Add people")).toBe(false);
    await click(one(panel, "[role=switch]"));
    expect(text(panel)).toContain("Until the first one is, it stays between the two of you.");
    expect(hasButton(panel, "Add people")).toBe(true);
  });

  it("hears why Group Chat cannot be switched off", async () => {
    const panel = await open();
    const flag = one<HTMLInputElement>(panel, "[role=switch]");
    await click(flag);
    expect(flag.checked).toBe(true);
    expect(text(one(panel, "proserva-group-settings .error"))).toBe("Remove people down to two, or keep Group Chat on.");
  });
});

describe("leaving", () => {
  it("is asked about, refused to the last owner with the server's sentence", async () => {
    const panel = await open();
    await click(button(panel, "Leave this conversation"));
    await click(one(panel, ".yes"));
    expect(text(one(panel, "proserva-people-panel-view .error, .error"))).toBe("Make somebody else the owner first.");
  });

  it("puts the reason in the composer's place", async () => {
    thread = server.groups.thread([INES], { my_role: "member", can: { ...NO_POWERS, leave: true } });
    const panel = await open();
    await click(button(panel, "Leave this conversation"));
    await click(one(panel, ".yes"));
    expect(server.called("DELETE", `${path()}${ME.username}/`)).toHaveLength(1);
    const element = one(document.body, "proserva-thread");
    expect(text(one(element, ".foot"))).toBe("You left this conversation.");
  });
});

describe("the name", () => {
  it("is given where it stands, and kept where nothing is said", async () => {
    const element = await mount<HTMLElement>("proserva-thread", { api: server.base, thread: String(thread.id) });
    await click(button(element, "Rename"));
    await type(one<HTMLInputElement>(element, "proserva-rename-view input"), "  Week 2 <workshop>  ");
    await click(button(element, "Save the name"));
    expect(server.called("PATCH", `threads/${thread.id}/`).map(({ body }) => body)).toEqual([{ title: "Week 2 <workshop>" }]);
    expect(text(one(element, "h2"))).toBe("Week 2 <workshop>");
    await click(button(element, "Rename"));
    await press(one(element, "proserva-rename-view input"), "Escape");
    expect(text(one(element, "h2"))).toBe("Week 2 <workshop>");
    expect(server.called("PATCH", `threads/${thread.id}/`)).toHaveLength(1);
  });

  it("stays in the field with the reason where it is refused", async () => {
    const element = await mount<HTMLElement>("proserva-thread", { api: server.base, thread: String(thread.id) });
    await click(button(element, "Rename"));
    server.next[`PATCH threads/${thread.id}/`] = refuse(400, "invalid", "No.", { title: ["It is too long."] });
    await type(one<HTMLInputElement>(element, "proserva-rename-view input"), "Long");
    await click(button(element, "Save the name"));
    expect(text(one(element, "proserva-rename-view .error"))).toBe("It is too long.");
    expect(one<HTMLInputElement>(element, "proserva-rename-view input").value).toBe("Long");
  });
});

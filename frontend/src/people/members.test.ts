// Tests of the members of a conversation, and what its owner may do.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ThreadDetail } from "../shell/types";
import { ADAM, INES, NO_POWERS, person } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, serve, setOnline, settle, text, type } from "../testing/page";
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
const later = () => vi.advanceTimersByTimeAsync(350);
const select = async (field: HTMLSelectElement, value: string) => {
  field.value = value;
  field.dispatchEvent(new Event("change"));
  await settle();
};

describe("who is in it", () => {
  it("lists members with their roles and joining dates, and marks me", async () => {
    const panel = await open();
    const rows = all(panel, "li[data-name]").map((row) => text(row).replace(/\s/g, " "));
    expect(rows[0]).toMatch(/^IT Ines Torres Instructor · since Mar 3, 2026$/);
    expect(rows[2]).toMatch(/^LL Lena Lang \(you\) Owner Learner · since Mar 3, 2026$/);
    expect(text(one(panel, ".count"))).toBe("3 people");
  });

  it("searches by name, and says if there are no matches", async () => {
    const panel = await open();
    await type(one<HTMLInputElement>(panel, "proserva-members input[type=search]"), "ada");
    await later();
    await settle();
    expect(all(panel, "li[data-name] .name").map(text)).toEqual(["Adam Okafor"]);
    expect(text(one(panel, ".count"))).toBe("1 person");
    await type(one<HTMLInputElement>(panel, "proserva-members input[type=search]"), "zzz");
    await later();
    await settle();
    expect(text(panel)).toContain("No matches");
  });

  it("loads more, each once", async () => {
    server.pageSizes.members = 2;
    const panel = await open();
    await click(button(panel, "Load more"));
    expect(all(panel, "li[data-name]")).toHaveLength(3);
    expect(hasButton(panel, "Load more")).toBe(false);
  });

  it("writes names as text", async () => {
    thread = server.groups.thread([NORA]);
    const panel = await open();
    expect(text(one(panel, "li .name"))).toBe("<b>Nora</b> نورة");
    expect(one(panel, "li .name").getAttribute("dir")).toBe("auto");
  });

  it("can be retried after a failed load, and says that the user is offline", async () => {
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
    server.groups
      .membersOf(thread.id)
      .forEach((member) => Object.assign(member.can, { remove: false, make_owner: false }));
    const panel = await open();
    const offered = all(panel, "button, input, select").map((each) => each.getAttribute("aria-label") ?? text(each));
    expect(offered.sort()).toEqual(["Close", "Leave this conversation", "Search for people"]);
  });
});

describe("what an owner does", () => {
  const unfold = async (panel: Element, name: string) => click(button(panel, `Manage ${name}`));

  it("asks for confirmation before a removal", async () => {
    const panel = await open();
    await unfold(panel, "Ines Torres");
    await click(button(panel, "Remove"));
    expect(text(one(panel, ".ask"))).toContain("Ines Torres keeps the messages so far, receives no new ones");
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
    expect(adding?.selectedOptions[0]?.textContent).toBe("Default: not allowed");
    await select(adding as HTMLSelectElement, "true");
    await select(adding as HTMLSelectElement, "null");
    expect(server.called("PATCH", `${path()}assistant/`).map(({ body }) => body)).toEqual([
      { may_add: true },
      { may_add: null },
    ]);
  });

  it("makes others owners, and hands over after a question", async () => {
    const panel = await open();
    await unfold(panel, "Ines Torres");
    await click(button(panel, "Make an owner"));
    expect(text(one(panel, "[data-name=instructor]"))).toContain("Owner");
    await unfold(panel, "Adam Okafor");
    await click(button(panel, "Transfer ownership"));
    expect(text(one(panel, ".ask"))).toContain("Adam Okafor becomes the owner, and you become a member.");
    await click(button(panel, "Transfer ownership to Adam Okafor"));
    expect(server.called("PATCH", `${path()}assistant/`).map(({ body }) => body)).toEqual([{ hand_over: true }]);
    expect(all(panel, "[role=switch]")).toHaveLength(0);
  });

  it("says what members may do, and takes back what is refused", async () => {
    const panel = await open();
    const box = one<HTMLInputElement>(panel, "proserva-group-settings fieldset input");
    await click(box);
    expect(server.called("PATCH", `threads/${thread.id}/`).map(({ body }) => body)).toEqual([
      { members_may_add: true },
    ]);
    server.next[`PATCH threads/${thread.id}/`] = refuse(409, "conflict", "You are no longer an owner.");
    await click(box);
    expect(box.checked).toBe(true);
    expect(text(one(panel, "proserva-group-settings .error"))).toBe("You are no longer an owner.");
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
    expect(text(panel)).toContain("This conversation stays between the two of you. Turn on Group Chat to add people.");
    expect(hasButton(panel, "Add people")).toBe(false);
    await click(one(panel, "[role=switch]"));
    expect(text(panel)).toContain("Until then, it stays between the two of you.");
    expect(hasButton(panel, "Add people")).toBe(true);
  });

  it("hears why Group Chat cannot be switched off", async () => {
    const panel = await open();
    const flag = one<HTMLInputElement>(panel, "[role=switch]");
    await click(flag);
    expect(flag.checked).toBe(true);
    expect(text(one(panel, "proserva-group-settings .error"))).toBe(
      "This conversation has more than two people. Remove people until two are left, or keep Group Chat on.",
    );
  });
});

// Tests of the course team's announcements: writing, scheduling, changing, deleting.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeAnnouncements } from "../testing/announcements";
import { COURSE } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, mount, one, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";
import { localTime, ownZone } from "../writing/schedule";

let server: FakeServer;
let board: FakeAnnouncements;

beforeEach(() => {
  server = serve();
  board = new FakeAnnouncements(server);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});

const show = async (attributes: Record<string, string> = {}) => {
  const element = await mount("proserva-announcements", { api: server.base, "course-id": COURSE.id, ...attributes });
  await settle();
  return element;
};

const titles = (element: Element) => all(element, "article h2").map(text);
const focus = (element: Element): Element | null => {
  const inside = element.shadowRoot?.activeElement ?? null;
  return inside?.shadowRoot ? focus(inside) : inside;
};

const chips = (element: Element) => all(element, ".state-chip").map(text);

describe("the course team", () => {
  beforeEach(() => {
    board.canPost = true;
  });

  const fill = async (element: Element, title = "News", body = "Hello **all**") => {
    await type(one<HTMLInputElement>(element, "#title"), title);
    await type(one<HTMLTextAreaElement>(element, "#body"), body);
  };
  const write = async () => {
    const element = await show();
    await click(button(element, "New announcement"));
    await settle();
    return element;
  };
  const submit = async (element: Element) => {
    one<HTMLFormElement>(element, "form").requestSubmit();
    await settle();
    await settle();
  };
  const check = async (element: Element, words: string) => {
    const label = all(element, "label.check").find((each) => text(each) === words);
    const input = label?.querySelector("input");
    if (!input) throw new Error(`no ${words}`);
    input.checked = input.type === "radio" || !input.checked;
    input.dispatchEvent(new Event("change"));
    await settle();
  };
  const said = (method = "POST", path = "announcements/") => server.called(method, path).at(-1)?.body;

  it("posts one with a notification and without emails", async () => {
    const element = await write();
    expect(focus(element)?.textContent).toBe("New announcement");
    await fill(element);
    await submit(element);
    expect(said()).toEqual({
      course_id: COURSE.id,
      title: "News",
      body: "Hello **all**",
      attachments: [],
      pinned: false,
      expires_at: null,
      ring: true,
      email: false,
    });
    expect(titles(element)).toEqual(["News"]);
    expect(focus(element)?.textContent).toBe("News");
  });

  it("pins it, rings no bell, and then there is no email to ask for", async () => {
    const element = await write();
    await fill(element);
    await check(element, "Pin to the top");
    await check(element, "Also send by email");
    await check(element, "Notify everyone in the course");
    expect(text(element)).not.toContain("Send them an email");
    await submit(element);
    expect(said()).toMatchObject({ pinned: true, ring: false, email: false });
  });

  it("plans it by the course's clock, with an end", async () => {
    vi.setSystemTime(new Date("2026-03-02T08:00:00Z"));
    const element = await write();
    await fill(element);
    await check(element, "Schedule for later");
    await check(element, "Set an end date");
    const select = one<HTMLSelectElement>(element, "fieldset + .row select, .row select");
    select.value = "America/Bogota";
    select.dispatchEvent(new Event("change"));
    await type(one<HTMLInputElement>(element, "#publish_at"), "2026-03-03T09:30");
    await type(one<HTMLInputElement>(element, "#expires_at"), "2026-03-10T09:30");
    expect(text(element)).toContain("It will be published on");
    await submit(element);
    expect(said()).toMatchObject({ publish_at: "2026-03-03T14:30:00.000Z", expires_at: "2026-03-10T14:30:00.000Z" });
    expect(chips(element)).toContain("Scheduled");
  });

  it("keeps it as a draft, and publishes that", async () => {
    const element = await write();
    await fill(element);
    await check(element, "Save as draft");
    await submit(element);
    expect(said()).toMatchObject({ publish_at: null });
    expect(chips(element)).toEqual(["Draft"]);
    await click(button(element, "Publish now"));
    expect(said("PATCH", `announcements/${board.posted[0]?.id}/`)).toEqual({ version: 1, published: true });
    expect(chips(element)).toEqual(["Published"]);
  });

  it.each([
    ["", "text", "Enter a title.", "title"],
    [" ", "text", "Enter a title.", "title"],
    ["x".repeat(256), "text", "This is 1 character too long.", "title"],
    ["Title", " \n", "Enter some text.", "body"],
    ["Title", "x".repeat(201), "This is 1 character too long.", "body"],
  ])("shows what is wrong with %j and %j", async (title, body, words, field) => {
    const element = await write();
    await fill(element, title, body);
    await submit(element);
    expect(text(one(element, `#${field}-error`))).toBe(words);
    expect(focus(element)?.id).toBe(field);
    expect(server.called("POST", "announcements/")).toHaveLength(0);
  });

  it("shows errors for impossible times", async () => {
    const element = await write();
    await fill(element);
    await check(element, "Schedule for later");
    await check(element, "Set an end date");
    const at = (hours: number) => localTime(new Date(Date.now() + hours * 3_600_000), ownZone());
    await type(one<HTMLInputElement>(element, "#publish_at"), at(-1));
    await type(one<HTMLInputElement>(element, "#expires_at"), at(-2));
    await submit(element);
    expect(text(one(element, "#publish_at-error"))).toContain("This time is in the past.");
    expect(text(one(element, "#expires_at-error"))).toBe("The end must be after the time of publication.");
    await type(one<HTMLInputElement>(element, "#publish_at"), "");
    await submit(element);
    expect(text(one(element, "#publish_at-error"))).toBe("Enter a date and time.");
  });

  it("keeps the content if the server refuses it, with the error beside its field", async () => {
    const element = await write();
    await fill(element);
    server.next["POST announcements/"] = refuse(400, "invalid", "Please fix the errors below.", {
      title: ["No such title."],
      other: ["Odd."],
    });
    await submit(element);
    expect(text(one(element, "#title-error"))).toBe("No such title.");
    expect(text(one(element, ".notice.bad"))).toBe("Odd.");
    expect(one<HTMLTextAreaElement>(element, "#body").value).toBe("Hello **all**");
  });

  it("sends once what is sent again after its answer was lost", async () => {
    const element = await write();
    await fill(element);
    server.next["POST announcements/"] = "answer lost";
    await submit(element);
    await submit(element);
    expect(board.posted).toHaveLength(1);
    expect(titles(element)).toEqual(["News"]);
  });

  it("finds what was being written again", async () => {
    const element = await write();
    await fill(element, "Half", "Written");
    await click(
      all<HTMLButtonElement>(element, "button.round").find(
        (each) => each.getAttribute("aria-label") === "Back",
      ) as HTMLButtonElement,
    );
    await click(button(element, "New announcement"));
    await settle();
    expect(one<HTMLInputElement>(element, "#title").value).toBe("Half");
  });

  it("edits a published one, without times and notifications", async () => {
    board.add({ title: "Old", version: 3, expires_at: "2099-01-01T10:00:30Z" });
    const element = await show();
    await click(button(element, "Edit"));
    await settle();
    expect(text(element)).toContain("No one is notified again.");
    expect(text(element)).not.toContain("Schedule for later");
    await type(one<HTMLInputElement>(element, "#title"), "New");
    await submit(element);
    expect(said("PATCH", `announcements/${board.posted[0]?.id}/`)).toEqual({
      version: 3,
      title: "New",
      body: "Hello",
      attachments: [],
      pinned: false,
      expires_at: "2099-01-01T10:00:30Z",
    });
    expect(titles(element)).toEqual(["New"]);
  });

  it("shows the version that someone else saved, to take or to replace", async () => {
    const posted = board.add({ title: "Old" });
    const element = await show();
    await click(button(element, "Edit"));
    await settle();
    Object.assign(posted, { title: "Theirs", body: "Their text", body_html: "<p>Their text</p>", version: 2 });
    await type(one<HTMLInputElement>(element, "#title"), "Mine");
    await submit(element);
    expect(text(one(element, ".theirs"))).toBe("Theirs Their text");
    expect(one<HTMLInputElement>(element, "#title").value).toBe("Mine");
    await submit(element);
    expect(posted).toMatchObject({ title: "Mine", version: 3 });

    await click(button(element, "Edit"));
    await settle();
    Object.assign(posted, { title: "Again", version: 4 });
    await type(one<HTMLInputElement>(element, "#title"), "Mine too");
    await submit(element);
    await click(button(element, "Discard my changes"));
    await settle();
    expect(one<HTMLInputElement>(element, "#title").value).toBe("Again");
  });

  it("takes one down and brings it back, pins it and lets it go", async () => {
    board.add({ unread: false });
    const element = await show();
    await click(button(element, "Unpublish"));
    expect(chips(element)).toEqual(["Unpublished"]);
    expect(text(one(element, ".word"))).toBe("Saved.");
    await click(button(element, "Publish again"));
    await click(button(element, "Pin to the top"));
    expect(chips(element)).toEqual(["Pinned", "Published"]);
    await click(button(element, "Unpin"));
    expect(board.posted[0]).toMatchObject({ pinned: false, version: 5 });
  });

  it("sees that a change came too late, and what it is now", async () => {
    const posted = board.add({ title: "Old" });
    const element = await show();
    Object.assign(posted, { title: "Theirs", version: 7 });
    await click(button(element, "Unpublish"));
    expect(text(one(element, "article .notice.bad"))).toBe(
      "Someone else has changed this. Reload it before you save your changes.",
    );
    expect(titles(element)).toEqual(["Theirs"]);
    await click(button(element, "Unpublish"));
    expect(posted.state).toBe("unpublished");
  });

  it("deletes one after a second thought", async () => {
    const { id } = board.add();
    const element = await show();
    await click(button(element, "Delete"));
    expect(focus(element)?.textContent).toBe("Delete permanently");
    await click(button(element, "Cancel"));
    expect(focus(element)?.getAttribute("data-delete")).toBe(String(id));
    expect(board.posted).toHaveLength(1);
    await click(button(element, "Delete"));
    await click(button(element, "Delete permanently"));
    expect(board.posted).toHaveLength(0);
    expect(focus(element)?.textContent).toBe("Announcement deleted.");
  });

  it("looks at some of them", async () => {
    board.add({ title: "Out" });
    board.add({ title: "Draft", state: "draft", publish_at: null });
    const element = await show();
    const select = one<HTMLSelectElement>(element, ".head select");
    select.value = "draft";
    select.dispatchEvent(new Event("change"));
    await settle();
    expect(titles(element)).toEqual(["Draft"]);
    select.value = "expired";
    select.dispatchEvent(new Event("change"));
    await settle();
    expect(text(element)).toContain("No matching announcements");
  });
});

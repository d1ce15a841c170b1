// Tests of what follows after a broadcast was written: undo, progress, the report, the list, and the ways between them.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { begin, FakeBroadcasts } from "../testing/broadcasts";
import { all, button, click, hasButton, mount, one, serve, setOnline, settle, text, type } from "../testing/page";
import { COURSE, type FakeServer, INES, person, refuse } from "../testing/server";
import { type Broadcast, type Delivered, isMoving, percentage } from "./broadcasts";

let server: FakeServer;
let many: FakeBroadcasts;

beforeEach(() => {
  server = serve();
  many = new FakeBroadcasts(server);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});

const show = async (place: string | number) => {
  const element = await mount("proserva-broadcast", { api: server.base, "course-id": COURSE.id, place: String(place) });
  await settle();
  return element;
};
const later = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
const focus = (element: Element): Element | null => {
  const inside = element.shadowRoot?.activeElement ?? null;
  return inside?.shadowRoot ? focus(inside) : inside;
};
const figures = (element: Element) => Object.fromEntries(all(element, "dl > div").map((each) => [text(one(each, "dt")), Number(text(one(each, "dd")))]));
const bars = (element: Element) => all(element, "[role=progressbar]").map((bar) => [bar.getAttribute("aria-label"), bar.getAttribute("aria-valuetext")]);
const looks = (id: number) => server.called("GET", `broadcasts/${id}/`).length;

function sending(changes: Partial<Broadcast["progress"]> = {}, state: Broadcast["state"] = "sending"): Broadcast {
  const broadcast = many.add();
  begin(broadcast);
  Object.assign(broadcast, { state });
  Object.assign(broadcast.progress, changes);
  return broadcast;
}

function delivery(name: string, changes: Partial<Delivered> = {}): Delivered {
  const at = "2026-03-03T09:30:00Z";
  return { person: person(name.toLowerCase(), name), state: "in_bell", skipped_reason: "", in_bell_at: at, seen_at: null, email: { state: "sent", reason: "", at }, ...changes };
}

describe("undo", () => {
  it("counts down, and takes it back in time", async () => {
    const { id } = many.add();
    const element = await show(id);
    expect(text(one(element, ".undo"))).toContain("It will be sent in 10 seconds.");
    await later(3);
    expect(text(one(element, ".undo"))).toContain("It will be sent in 7 seconds.");
    await click(button(element, "Undo"));
    expect(many.sent[0]?.state).toBe("cancelled");
    expect(hasButton(element, "Undo")).toBe(false);
    expect(text(element)).toContain("It was cancelled. Nobody got it.");
    expect(focus(element)?.tagName).toBe("H2");
  });

  it("is over when the time is, and the focus goes on", async () => {
    const broadcast = many.add();
    const element = await show(broadcast.id);
    button(element, "Undo").focus();
    begin(broadcast);
    await later(11);
    expect(hasButton(element, "Undo")).toBe(false);
    expect(focus(element)?.tagName).toBe("H2");
    expect(text(element)).toContain("It is being sent. You may leave this page: sending goes on.");
  });

  it("that comes too late says so", async () => {
    const { id } = many.add();
    const element = await show(id);
    server.next[`POST broadcasts/${id}/cancel/`] = refuse(409, "not_editable", "It is being sent already.");
    await click(button(element, "Undo"));
    expect(text(one(element, "[role=alert]"))).toBe("It is being sent already.");
  });
});

describe("progress", () => {
  it("is shown as bars and figures", async () => {
    const emails = { pending: 18, sent: 9, failed: 1, skipped: 2, unknown: 0, digest: 0 };
    const element = await show(sending({ in_bell: 12, skipped: 1, seen: 4, emails }).id);
    expect(bars(element)).toEqual([["In the bell", "13 of 30 (43%)"], ["Emails dealt with", "12 of 30 (40%)"]]);
    expect(figures(element)).toEqual({
      Queued: 17, "In the bell": 12, Opened: 4, "Left out": 1, Emailed: 9, "Emails waiting": 18, "No email": 2, "Emails failed": 1,
    });
  });

  it("is looked at quickly while it moves, and more and more slowly while it does not", async () => {
    const broadcast = sending({ in_bell: 1 });
    await show(broadcast.id);
    for (let second = 0; second < 4; second += 1) {
      broadcast.progress.in_bell += 1;
      await later(1);
    }
    expect(looks(broadcast.id)).toBeGreaterThanOrEqual(4);
    const before = looks(broadcast.id);
    await later(60);
    expect(looks(broadcast.id) - before).toBeLessThan(12);
  });

  it("says why it stopped", async () => {
    const broadcast = sending({ in_bell: 12 }, "stopped");
    broadcast.stopped_reason = "Ines Torres is no longer in the course team.";
    const element = await show(broadcast.id);
    expect(text(element)).toContain("Ines Torres is no longer in the course team. 12 of 30 people have it.");
    expect(one(element, ".state-chip").classList.contains("bad")).toBe(true);
  });

  it("has no bar of emails where none are sent", async () => {
    const broadcast = sending();
    broadcast.notify_email = false;
    expect(bars(await show(broadcast.id))).toHaveLength(1);
  });

  it.each([[0, 30, 0], [29, 30, 96], [29.99, 30, 99], [30, 30, 100], [31, 30, 100], [0, 0, 100]])("of %d in %d is %d percent", (part, whole, expected) => {
    expect(percentage(part, whole)).toBe(expected);
  });

  it("rests when all is done", () => {
    expect(isMoving(sending({}, "sent"))).toBe(false);
    expect(isMoving(sending({ emails: { pending: 1, sent: 0, failed: 0, skipped: 0, unknown: 0, digest: 0 } }, "sent"))).toBe(true);
  });
});

describe("one that is scheduled", () => {
  const scheduled = () => many.add({ send_at: "2099-01-05T10:00:00Z" });

  it("can be sent at once", async () => {
    const { id } = scheduled();
    const element = await show(id);
    expect(text(element)).toContain("It will be sent on");
    await click(button(element, "Send now"));
    expect(many.sent[0]?.state).toBe("sending");
    expect(text(one(element, ".state-chip"))).toBe("Sending");
  });

  it("can be cancelled, after a second thought", async () => {
    const element = await show(scheduled().id);
    await click(button(element, "Cancel it"));
    await click(button(element, "Keep it"));
    expect(many.sent[0]?.state).toBe("scheduled");
    await click(button(element, "Cancel it"));
    await click(button(element, "Cancel for good"));
    expect(many.sent[0]?.state).toBe("cancelled");
  });

  it("can be changed", async () => {
    const element = await show(scheduled().id);
    await click(button(element, "Edit"));
    await settle();
    expect(text(one(element, "h2"))).toBe("Change a scheduled broadcast");
    await click(button(element, "Back"));
    await settle();
    expect(hasButton(element, "Send now")).toBe(true);
  });

  it("of a colleague is only looked at", async () => {
    const element = await show(many.add({ send_at: "2099-01-05T10:00:00Z", mine: false, sender: INES }).id);
    expect(hasButton(element, "Send now")).toBe(false);
    expect(text(element)).toContain("by Ines Torres");
  });
});

describe("the report", () => {
  let broadcast: Broadcast;

  beforeEach(() => {
    broadcast = sending({ in_bell: 3, emails: { pending: 0, sent: 1, failed: 2, skipped: 0, unknown: 0, digest: 0 } }, "sent");
    many.delivered = [
      delivery("Ana", { seen_at: "2026-03-03T10:00:00Z" }),
      delivery("Ben", { email: { state: "failed", reason: "550 no such mailbox", at: null } }),
      delivery("<b>Carla</b>", { state: "skipped", skipped_reason: "unenrolled", in_bell_at: null, email: { state: "skipped", reason: "unenrolled", at: null } }),
    ];
  });

  const rows = (element: Element) => all(element, "proserva-broadcast-report tbody tr").map(text);

  it("tells of each who got it, opened it, and what became of their email", async () => {
    const [ana, ben, carla] = rows(await show(broadcast.id));
    expect(ana).toMatch(/Ana.*Opened Mar 3, 2026.*Email Email sent/);
    expect(ben).toMatch(/Not yet.*given up\. 550 no such mailbox/);
    expect(carla).toMatch(/<b>Carla<\/b>.*no longer enrolled/);
  });

  it("is filtered and searched, and what is downloaded is the same", async () => {
    const element = await show(broadcast.id);
    const select = one<HTMLSelectElement>(element, "proserva-broadcast-report select");
    select.value = "email_failed";
    select.dispatchEvent(new Event("change"));
    await settle();
    expect(rows(element)).toHaveLength(1);
    await type(one<HTMLInputElement>(element, "input[type=search]"), "nobody");
    await later(0.4);
    expect(text(one(element, ".state"))).toBe("Nobody matches");
    const link = new URL(one<HTMLAnchorElement>(element, "a[download]").getAttribute("href") ?? "", location.href);
    expect(link.pathname).toMatch(new RegExp(`broadcasts/${broadcast.id}/recipients/$`));
    expect(Object.fromEntries(link.searchParams)).toEqual({ state: "email_failed", q: "nobody", format: "csv" });
  });

  it("goes on page by page, and the focus with it", async () => {
    many.pageSizes.recipients = 2;
    const element = await show(broadcast.id);
    expect(text(one(element, ".count"))).toBe("The first 2");
    await click(button(element, "Load more"));
    expect(rows(element)).toHaveLength(3);
    expect(focus(element)).toBe(all(element, "th[scope=row]")[2]);
  });

  it("tries failed emails again, and no others", async () => {
    const element = await show(broadcast.id);
    await click(button(element, "Try 2 failed emails again"));
    expect(server.called("POST", `broadcasts/${broadcast.id}/retry/`)).toHaveLength(1);
    expect(text(element)).toContain("2 emails will be tried again.");
  });

  it("is asked for again when something in it has changed, not at every look", async () => {
    await show(broadcast.id);
    const asked = () => server.called("GET", `broadcasts/${broadcast.id}/recipients/`).length;
    expect(asked()).toBe(1);
    await later(61);
    expect(looks(broadcast.id)).toBeGreaterThan(1);
    expect(asked()).toBe(1);
    broadcast.progress.seen = 2;
    await later(61);
    expect(asked()).toBe(2);
  });

  it("can be asked for again where it could not be had", async () => {
    server.next[`GET broadcasts/${broadcast.id}/recipients/`] = refuse(500, "server_error", "Our fault.");
    const element = await show(broadcast.id);
    expect(text(one(element, "proserva-broadcast-report [role=alert]"))).toContain("Our fault.");
    await click(button(element, "Try again"));
    expect(rows(element)).toHaveLength(3);
  });
});

describe("the list", () => {
  it("has each with its state, and leads to it and back", async () => {
    sending({ in_bell: 30, seen: 12 }, "sent");
    many.add({ send_at: "2099-01-05T10:00:00Z", subject: "Later", mine: false, sender: INES });
    const element = await show("");
    const [first, second] = all(element, "li").map(text);
    expect(first).toMatch(/Later Scheduled by Ines Torres .* 30 people/);
    expect(second).toMatch(/Welcome Sent by you .* Opened by 12 of 30/);
    await click(all(element, ".subject")[1] as HTMLElement);
    await settle();
    expect(text(one(element, "h2"))).toBe("Welcome");
    await click(button(element, "Back to all broadcasts"));
    await settle();
    expect(all(element, "li")).toHaveLength(2);
  });

  it("loads more, each once", async () => {
    many.pageSizes.broadcasts = 1;
    sending();
    sending();
    const element = await show("");
    await click(button(element, "Load more"));
    expect(all(element, "li")).toHaveLength(2);
    expect(hasButton(element, "Load more")).toBe(false);
  });

  it("has a kind word where there is nothing, and the way to write", async () => {
    const element = await show("");
    expect(text(element)).toContain("No broadcasts yet");
    await click(button(element, "Message all students"));
    await settle();
    expect(all(element, "#subject")).toHaveLength(1);
  });

  it("is for the course team", async () => {
    server.next["GET broadcasts/"] = refuse(404, "not_found", "Not for you.");
    expect(text(await show(""))).toContain("This is for the course team.");
  });

  it("says when it may be out of date", async () => {
    sending();
    const element = await show("");
    setOnline(false);
    await settle();
    expect(text(element)).toContain("You are offline. This may be out of date.");
  });
});

it("says of one that is not there", async () => {
  expect(text(await show(4711))).toContain("This broadcast is not there, or not for you");
});

describe("over the roster", () => {
  const roster = () => mount("proserva-roster", { api: server.base, "course-id": COURSE.id });

  it("takes the roster's place while it is open, and keeps the page's address in step", async () => {
    const element = await roster();
    await click(button(element, "Message all students"));
    await settle();
    expect(location.search).toBe("?broadcast=new");
    expect(text(one(element, "h2"))).toBe("Message all students");
    expect(hasButton(element, "Students")).toBe(true);
    await click(button(element, "Students"));
    expect(location.search).toBe("");
    expect(all(element, "proserva-broadcast-view")).toHaveLength(0);
  });

  it("shows what the address names, also when somebody goes back", async () => {
    const { id } = sending({}, "sent");
    history.replaceState(null, "", `/?x=1&broadcast=${id}#view-students`);
    const element = await roster();
    await settle();
    expect(text(one(element, "h2"))).toBe("Welcome");
    await click(button(element, "Back to all broadcasts"));
    expect(location.search + location.hash).toBe("?x=1&broadcast=list#view-students");
    history.replaceState(null, "", "/");
    window.dispatchEvent(new Event("popstate"));
    await settle();
    expect(all(element, "proserva-broadcast-view")).toHaveLength(0);
  });

  it.each(["<script>", "0/0", "new/edit", ""])("ignores %j in the address", async (place) => {
    history.replaceState(null, "", `/?broadcast=${encodeURIComponent(place)}`);
    expect(all(await roster(), "proserva-broadcast-view")).toHaveLength(0);
  });
});

// Tests of one broadcast after it was written: undo, progress, cancel, retry.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { begin, FakeBroadcasts } from "../testing/broadcasts";
import { COURSE, INES } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, serve, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";
import { type Broadcast, isMoving, percentage } from "./broadcast";

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

const figures = (element: Element) =>
  Object.fromEntries(all(element, "dl > div").map((each) => [text(one(each, "dt")), Number(text(one(each, "dd")))]));
const bars = (element: Element) =>
  all(element, "[role=progressbar]").map((bar) => [bar.getAttribute("aria-label"), bar.getAttribute("aria-valuetext")]);
const looks = (id: number) => server.called("GET", `broadcasts/${id}/`).length;

function sending(changes: Partial<Broadcast["progress"]> = {}, state: Broadcast["state"] = "sending"): Broadcast {
  const broadcast = many.add();
  begin(broadcast);
  Object.assign(broadcast, { state });
  Object.assign(broadcast.progress, changes);
  return broadcast;
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
    expect(text(element)).toContain("It was cancelled before it was sent.");
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
    expect(text(element)).toContain("It is being sent. You can leave this page; sending continues.");
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
    expect(bars(element)).toEqual([
      ["Delivered", "13 of 30 (43%)"],
      ["Emails processed", "12 of 30 (40%)"],
    ]);
    expect(figures(element)).toEqual({
      Queued: 17,
      Delivered: 12,
      Opened: 4,
      Skipped: 1,
      Emailed: 9,
      "Emails waiting": 18,
      "No email": 2,
      "Emails failed": 1,
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
    expect(text(element)).toContain("Ines Torres is no longer in the course team. Delivered to 12 of 30 people.");
    expect(one(element, ".state-chip").classList.contains("bad")).toBe(true);
  });

  it("has no bar of emails where none are sent", async () => {
    const broadcast = sending();
    broadcast.notify_email = false;
    expect(bars(await show(broadcast.id))).toHaveLength(1);
  });

  it.each([
    [0, 30, 0],
    [29, 30, 96],
    [29.99, 30, 99],
    [30, 30, 100],
    [31, 30, 100],
    [0, 0, 100],
  ])("of %d in %d is %d percent", (part, whole, expected) => {
    expect(percentage(part, whole)).toBe(expected);
  });

  it("rests when all is done", () => {
    expect(isMoving(sending({}, "sent"))).toBe(false);
    expect(
      isMoving(sending({ emails: { pending: 1, sent: 0, failed: 0, skipped: 0, unknown: 0, digest: 0 } }, "sent")),
    ).toBe(true);
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
    await click(button(element, "Cancel broadcast"));
    await click(button(element, "Keep it"));
    expect(many.sent[0]?.state).toBe("scheduled");
    await click(button(element, "Cancel broadcast"));
    await click(button(element, "Yes, cancel"));
    expect(many.sent[0]?.state).toBe("cancelled");
  });

  it("can be changed", async () => {
    const element = await show(scheduled().id);
    await click(button(element, "Edit"));
    await settle();
    expect(text(one(element, "h2"))).toBe("Edit scheduled broadcast");
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

it("says of one that is not there", async () => {
  expect(text(await show(4711))).toContain("Broadcast not found");
});

describe("another broadcast", () => {
  it("is loaded at once, and not replaced by a late answer about the one before", async () => {
    const first = many.add({ subject: "First", send_at: "2099-01-05T10:00:00Z" });
    const second = many.add({ subject: "Second", send_at: "2099-01-05T10:00:00Z" });
    const element = await show(first.id);
    const arrive = server.late(`GET broadcasts/${first.id}/`);
    await later(61);
    element.setAttribute("place", String(second.id));
    await settle();
    arrive();
    await settle();
    expect(text(one(element, "h2"))).toBe("Second");
    element.setAttribute("place", String(first.id));
    await settle();
    expect(text(one(element, "h2"))).toBe("First");
  });

  it("does not take the outcome of an action on the one before", async () => {
    const first = many.add({ subject: "First" });
    const second = many.add({ subject: "Second", send_at: "2099-01-05T10:00:00Z" });
    const element = await show(first.id);
    const arrive = server.late(`POST broadcasts/${first.id}/cancel/`);
    await click(button(element, "Undo"));
    element.setAttribute("place", String(second.id));
    await settle();
    arrive();
    await settle();
    expect(text(one(element, "h2"))).toBe("Second");
  });
});

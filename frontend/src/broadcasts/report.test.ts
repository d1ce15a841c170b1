// Tests of the report of a broadcast.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { begin, FakeBroadcasts } from "../testing/broadcasts";
import { COURSE, person } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, mount, one, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";
import type { Broadcast, Delivered } from "./broadcast";

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
  return {
    person: person(name.toLowerCase(), name),
    state: "in_bell",
    skipped_reason: "",
    in_bell_at: at,
    seen_at: null,
    email: { state: "sent", reason: "", at },
    ...changes,
  };
}

describe("the report", () => {
  let broadcast: Broadcast;

  beforeEach(() => {
    broadcast = sending(
      { in_bell: 3, emails: { pending: 0, sent: 1, failed: 2, skipped: 0, unknown: 0, digest: 0 } },
      "sent",
    );
    many.delivered = [
      delivery("Ana", { seen_at: "2026-03-03T10:00:00Z" }),
      delivery("Ben", { email: { state: "failed", reason: "550 no such mailbox", at: null } }),
      delivery("<b>Carla</b>", {
        state: "skipped",
        skipped_reason: "unenrolled",
        in_bell_at: null,
        email: { state: "skipped", reason: "unenrolled", at: null },
      }),
    ];
  });

  const rows = (element: Element) => all(element, "proserva-broadcast-report tbody tr").map(text);

  it("lists deliveries, opened times, and email status", async () => {
    const [ana, ben, carla] = rows(await show(broadcast.id));
    expect(ana).toMatch(/Ana.*Opened Mar 3, 2026.*Email Email sent/);
    expect(ben).toMatch(/Not yet.*could not be sent\. 550 no such mailbox/);
    expect(carla).toMatch(/<b>Carla<\/b>.*no longer enrolled/);
  });

  it("is filtered and searched, and what is downloaded is the same", async () => {
    const element = await show(broadcast.id);
    const select = one<HTMLSelectElement>(element, "proserva-broadcast-report select");
    select.value = "email_failed";
    select.dispatchEvent(new Event("change"));
    await settle();
    expect(rows(element)).toHaveLength(1);
    await type(one<HTMLInputElement>(element, "input[type=search]"), "no such name");
    await later(0.4);
    expect(text(one(element, ".state"))).toBe("No matches");
    const link = new URL(one<HTMLAnchorElement>(element, "a[download]").getAttribute("href") ?? "", location.href);
    expect(link.pathname).toMatch(new RegExp(`broadcasts/${broadcast.id}/recipients/$`));
    expect(Object.fromEntries(link.searchParams)).toEqual({ state: "email_failed", q: "no such name", format: "csv" });
  });

  it("goes on page by page, and the focus with it", async () => {
    many.pageSizes.recipients = 2;
    const element = await show(broadcast.id);
    expect(text(one(element, ".count"))).toBe("First 2");
    await click(button(element, "Load more"));
    expect(rows(element)).toHaveLength(3);
    expect(focus(element)).toBe(all(element, "th[scope=row]")[2]);
  });

  it("tries failed emails again, and no others", async () => {
    const element = await show(broadcast.id);
    await click(button(element, "Retry 2 failed emails"));
    expect(server.called("POST", `broadcasts/${broadcast.id}/retry/`)).toHaveLength(1);
    expect(text(element)).toContain("2 emails will be retried.");
  });

  it.each([
    [2, "Resend failed and unconfirmed emails"],
    [0, "Resend unconfirmed emails"],
  ])("resends unconfirmed emails with %i failed ones, and warns of duplicates", async (failed, label) => {
    Object.assign(broadcast.progress.emails, { failed, unknown: 1 });
    const element = await show(broadcast.id);
    expect(text(element)).toContain("If an email arrived after all, it will arrive twice.");
    await click(button(element, label));
    expect(server.called("POST", `broadcasts/${broadcast.id}/retry/`)[0]?.body).toEqual({ unknown: true });
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

  it("can be retried after a failed load", async () => {
    server.next[`GET broadcasts/${broadcast.id}/recipients/`] = refuse(500, "server_error", "Our fault.");
    const element = await show(broadcast.id);
    expect(text(one(element, "proserva-broadcast-report [role=alert]"))).toContain("Our fault.");
    await click(button(element, "Try again"));
    expect(rows(element)).toHaveLength(3);
  });
});

// Tests of the list of a course's broadcasts.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { begin, FakeBroadcasts } from "../testing/broadcasts";
import { COURSE, INES } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, serve, setOnline, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";
import type { Broadcast } from "./broadcast";

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

function sending(changes: Partial<Broadcast["progress"]> = {}, state: Broadcast["state"] = "sending"): Broadcast {
  const broadcast = many.add();
  begin(broadcast);
  Object.assign(broadcast, { state });
  Object.assign(broadcast.progress, changes);
  return broadcast;
}

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

  it("shows an empty state with a button to write", async () => {
    const element = await show("");
    expect(text(element)).toContain("No broadcasts yet");
    await click(button(element, "Message all learners"));
    await settle();
    expect(all(element, "#subject")).toHaveLength(1);
  });

  it("is for the course team", async () => {
    server.next["GET broadcasts/"] = refuse(404, "not_found", "Not for you.");
    expect(text(await show(""))).toContain("Only the course team can see this.");
  });

  it("says when it may be out of date", async () => {
    sending();
    const element = await show("");
    setOnline(false);
    await settle();
    expect(text(element)).toContain("You are offline. This may be out of date.");
  });

  it("lists nothing of the course before", async () => {
    many.pageSizes.broadcasts = 1;
    sending();
    sending();
    const element = await show("");
    const arrive = server.late("GET broadcasts/");
    await click(button(element, "Load more"));
    many.sent = [];
    element.setAttribute("course-id", "course-v1:Another+COURSE+1");
    await settle();
    arrive();
    await settle();
    expect(text(element)).toContain("No broadcasts yet");
  });

  it("says if no more can be loaded, and loads them after all", async () => {
    many.pageSizes.broadcasts = 1;
    sending();
    sending();
    const element = await show("");
    server.next["GET broadcasts/"] = refuse(500, "server_error", "Our fault.");
    await click(button(element, "Load more"));
    expect(text(one(element, "[role=alert]"))).toBe("Our fault.");
    await click(button(element, "Load more"));
    expect(all(element, "li")).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(60_000);
    await settle();
    expect(all(element, "li")).toHaveLength(2);
  });
});

// Tests of the broadcasts over the roster.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { begin, FakeBroadcasts } from "../testing/broadcasts";
import { COURSE } from "../testing/cast";
import { all, button, click, hasButton, mount, one, serve, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";
import type { Broadcast } from "./broadcast";

let server: FakeServer;
let many: FakeBroadcasts;

beforeEach(() => {
  server = serve();
  many = new FakeBroadcasts(server);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});

function sending(changes: Partial<Broadcast["progress"]> = {}, state: Broadcast["state"] = "sending"): Broadcast {
  const broadcast = many.add();
  begin(broadcast);
  Object.assign(broadcast, { state });
  Object.assign(broadcast.progress, changes);
  return broadcast;
}

describe("over the roster", () => {
  const roster = () => mount("proserva-roster", { api: server.base, "course-id": COURSE.id });

  it("takes the roster's place while it is open, and keeps the page's address in step", async () => {
    const element = await roster();
    await click(button(element, "Message all learners"));
    await settle();
    expect(location.search).toBe("?broadcast=new");
    expect(text(one(element, "h2"))).toBe("Message all learners");
    expect(hasButton(element, "Learners")).toBe(true);
    await click(button(element, "Learners"));
    expect(location.search).toBe("");
    expect(all(element, "proserva-broadcast-view")).toHaveLength(0);
  });

  it("follows the address, also on the way back", async () => {
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

// Tests of leaving a conversation.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ThreadDetail } from "../shell/types";
import { ADAM, INES, ME, NO_POWERS, person } from "../testing/cast";
import { button, click, mount, one, serve, settle, text } from "../testing/page";
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

describe("leaving", () => {
  it("is asked about, refused to the last owner with the server's error", async () => {
    const panel = await open();
    await click(button(panel, "Leave this conversation"));
    await click(one(panel, ".yes"));
    expect(text(one(panel, "proserva-people-panel-view .error, .error"))).toBe(
      "You are the only owner. Make someone else an owner first.",
    );
  });

  it("puts the reason in the composer's place", async () => {
    thread = server.groups.thread([INES], { my_role: "member", can: { ...NO_POWERS, leave: true } });
    const panel = await open();
    await click(button(panel, "Leave this conversation"));
    await click(one(panel, ".yes"));
    expect(server.called("DELETE", `${path()}${ME.username}/`)).toHaveLength(1);
    const element = one(document.body, "proserva-thread");
    expect(text(one(element, ".foot"))).toBe("You left this conversation. You can still read the earlier messages.");
  });
});

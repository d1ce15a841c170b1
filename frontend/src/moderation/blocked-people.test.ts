// Tests of the people that I have blocked: in the settings, and in a conversation.
import { beforeEach, describe, expect, it } from "vitest";
import type { Block } from "../shell/types";
import { KWAME, moderate } from "../testing/moderation";
import { all, button, click, hasButton, mount, one, serve, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
let blocks: Block[];

beforeEach(() => {
  server = serve();
  blocks = [{ id: 5, person: KWAME, created: "2026-03-03T10:00:00Z" }];
  moderate(server, [], blocks);
});

describe("the settings", () => {
  const show = () => mount<HTMLElement>("proserva-settings-view", { api: server.base });

  it("list them, and unblock", async () => {
    const element = await show();
    expect(text(one(element, "proserva-blocks-view"))).toContain("Kwame Mensah");
    await click(button(element, "Unblock Kwame Mensah"));
    expect(server.called("DELETE", "blocks/5/")).toHaveLength(1);
    expect(text(element)).not.toContain("Blocked people");
  });

  it("show nothing while no one is blocked", async () => {
    blocks.length = 0;
    expect(text(await show())).not.toContain("Blocked people");
  });
});

describe("a conversation", () => {
  it("blocks a person after a question, and unblocks", async () => {
    const thread = server.thread(KWAME);
    const can = { remove: false, make_owner: false, block: true };
    const member = server.groups.member(KWAME, "member", { can });
    server.also([
      [
        "GET",
        /^threads\/\d+\/participants\/$/,
        () => ({ status: 200, body: { results: [{ ...member }], next_cursor: null } }),
      ],
    ]);
    const element = await mount<HTMLElement>("proserva-thread", { api: server.base, thread: String(thread.id) });
    await click(one(element, ".facts"));
    await settle();
    await click(one(element, ".fold"));
    await click(button(element, "Block…"));
    expect(server.called("POST", "blocks/")).toHaveLength(0);
    server.next["POST blocks/"] = { status: 201, body: blocks[0] };
    member.blocked = true;
    await click(one(element, ".yes"));
    await settle();
    expect(server.called("POST", "blocks/")[0]?.body).toEqual({ thread: thread.id, username: "learner2" });
    member.blocked = false;
    await click(button(element, "Unblock"));
    await settle();
    expect(server.called("DELETE", "blocks/5/")).toHaveLength(1);
    expect(hasButton(element, "Block…")).toBe(true);
    expect(all(element, "[role=alert]")).toHaveLength(0);
  });
});

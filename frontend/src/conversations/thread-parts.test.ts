// Tests of the foot of a broadcast in a conversation.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBroadcasts } from "../testing/broadcasts";
import { INES } from "../testing/cast";
import { all, button, click, mount, one, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

describe("a message that went to many", () => {
  const place = { id: 5, everyone: true, mine: false, cannot_reply_reason: "", report_url: "" };
  const received = async (changes: Partial<typeof place> = {}) => {
    const thread = server.thread(INES, {
      kind: "broadcast",
      title: "Exam on Friday",
      can_write: false,
      broadcast: { ...place, ...changes },
    });
    server.message(thread, INES, "Bring a pen");
    const element = await mount("proserva-thread", { api: server.base, thread: String(thread.id) });
    await settle();
    return element;
  };

  it("says so, and is answered privately", async () => {
    const many = new FakeBroadcasts(server);
    const { id } = many.add();
    const element = await received({ id });
    expect(text(one(element, ".head"))).toContain("Exam on Friday Ines Torres · Instructor");
    expect(text(one(element, ".foot"))).toContain(
      "Sent to everyone in the course. Replies go privately to Ines Torres.",
    );
    const area = one<HTMLTextAreaElement>(element, "textarea");
    expect(area.getAttribute("aria-label")).toBe("Reply to Ines Torres");
    await type(area, "Which room?");
    await click(button(element, "Send"));
    expect(server.called("POST", `broadcasts/${id}/reply/`)[0]?.body).toEqual({ body: "Which room?" });
    const direct = server.threads.find(({ kind }) => kind === "direct");
    expect(text(one(element, ".foot"))).toContain("Sent to Ines Torres");
    expect(one(one(element, "proserva-compose"), "a.button").getAttribute("href")).toMatch(
      new RegExp(`thread=${direct?.id}$`),
    );
    expect(all(element, ".message")).toHaveLength(1);
  });

  it("does not name the audience of a partial broadcast", async () => {
    expect(text(one(await received({ everyone: false }), ".foot"))).toContain("Sent to several people in the course.");
  });

  it("cannot be answered where its sender has left, and says why", async () => {
    const element = await received({ cannot_reply_reason: "Ines Torres has left this site." });
    expect(text(one(element, ".foot"))).toContain("Ines Torres has left this site.");
    expect(all(element, "textarea")).toHaveLength(0);
  });

  it("leads its sender to the report", async () => {
    const element = await received({ mine: true, report_url: "/roster/?broadcast=5" });
    expect(one(element, ".foot a").getAttribute("href")).toMatch(/\/roster\/\?broadcast=5$/);
    expect(all(element, "textarea")).toHaveLength(0);
  });

  it("is quoted in the reply", async () => {
    const thread = server.thread(INES);
    const context = {
      kind: "broadcast" as const,
      label: "Exam on Friday",
      path: [],
      url: "/messages/?thread=9",
      excerpt: "Bring a pen",
    };
    server.message(thread, INES, "Which room?", { context });
    const element = await mount("proserva-thread", { api: server.base, thread: String(thread.id) });
    await settle();
    expect(text(one(element, ".context"))).toBe("Exam on Friday Bring a pen Open message");
  });
});

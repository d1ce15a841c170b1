// Tests of <proserva-care>, and of what a writer sees: the line before they write, and the help after it.
import { beforeEach, describe, expect, it } from "vitest";
import type { CareAlert } from "../shell/types";
import { COURSE, INES, ME } from "../testing/cast";
import { page, refuse } from "../testing/http";
import { all, button, click, mount, one, press, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

const LINE = "Messages in this course are checked for signs of distress.";
const HELP = "You don't have to face it alone.";
const REASON = "To see whether Lena is in danger";
let server: FakeServer;

beforeEach(() => {
  server = serve();
});

function alert(id: number, changes: Partial<CareAlert> = {}): CareAlert {
  return {
    id,
    course: COURSE,
    state: "open",
    outcome: "",
    created: "2026-03-03T10:00:00Z",
    handled: null,
    writer: ME,
    handler: null,
    url: "",
    outcomes: ["false_alarm", "contacted", "passed"],
    ...changes,
  };
}

function raise(alerts: CareAlert[]): void {
  server.also([
    [
      "GET",
      /^care\/$/,
      (call) => {
        const answer = page(
          alerts.filter(({ state }) => state === call.query.get("state")),
          call,
          25,
        );
        return { ...answer, body: { ...(answer.body as object), open: alerts.length } };
      },
    ],
    [
      "POST",
      /^care\/(\d+)\/open\/$/,
      () => ({
        status: 200,
        body: { id: 5, writer: ME, created: "2026-03-03T10:00:00Z", body_html: "<p>I am not safe</p>", removed: false },
      }),
    ],
    [
      "POST",
      /^care\/(\d+)\/outcome\/$/,
      (call, id) => ({
        status: 200,
        body: alert(Number(id), {
          state: "handled",
          outcome: call.body.outcome as string,
          handled: "2026-03-04T10:00:00Z",
          handler: INES,
          outcomes: [],
        }),
      }),
    ],
  ]);
}

describe("the alerts", () => {
  const show = () => mount<HTMLElement>("proserva-care-view", { api: server.base });

  it("name the writer and the course, and open the message with a reason", async () => {
    raise([alert(1)]);
    const element = await show();
    expect(text(one(element, "li"))).toContain("Lena Lang");
    expect(text(element)).not.toContain("not safe");
    await type(one<HTMLInputElement>(element, "input"), REASON);
    one<HTMLFormElement>(element, "form").requestSubmit();
    await settle();
    expect(server.called("POST", "care/1/open/")[0]?.body).toEqual({ reason: REASON });
    expect(text(one(element, ".body"))).toBe("I am not safe");
  });

  it("show why a message was not opened", async () => {
    raise([alert(1)]);
    server.next["POST care/1/open/"] = refuse(400, "invalid", "Enter 20 to 500 characters.");
    const element = await show();
    await type(one<HTMLInputElement>(element, "input"), "Why not");
    one<HTMLFormElement>(element, "form").requestSubmit();
    await settle();
    expect(text(one(element, "[role=alert]"))).toContain("Enter 20 to 500 characters.");
  });

  it("link to a conversation of the reader, and take an outcome", async () => {
    raise([alert(1, { url: "/messages/?thread=3#message-5" })]);
    const element = await show();
    expect(one<HTMLAnchorElement>(element, "a.button").getAttribute("href")).toContain("#message-5");
    await click(button(element, "In contact with the person"));
    expect(server.called("POST", "care/1/outcome/")[0]?.body).toEqual({ outcome: "contacted" });
    expect(text(one(element, "li"))).toContain("Ines Torres");
    expect(all(element, "li [role=group]")).toHaveLength(0);
  });

  it("say that there are none", async () => {
    raise([]);
    expect(text(await show())).toContain("No open alerts");
  });
});

describe("a composer", () => {
  it("says before one writes that messages are checked, and after it where to find help", async () => {
    server.care = LINE;
    const element = await mount("proserva-compose", { api: server.base, "course-id": COURSE.id });
    expect(text(one(element, "#care"))).toBe(LINE);
    expect(one(element, "textarea").getAttribute("aria-describedby")).toContain("care");
    const thread = server.thread(INES);
    const message = server.message(thread, ME, "I am not safe", { help: HELP });
    server.next["POST threads/"] = { status: 201, body: { thread, message } };
    await type(one<HTMLTextAreaElement>(element, "textarea"), "I am not safe");
    await press(one(element, "textarea"), "Enter", { ctrlKey: true });
    expect(text(one(element, "[role=status] .care"))).toBe(HELP);
    // The conversation, which the inbox opens then, shows it too.
    const reply = await mount("proserva-thread", { api: server.base, thread: String(thread.id) });
    const composer = one(reply, "proserva-compose");
    expect(text(one(composer, "[role=status] .care"))).toBe(HELP);
  });

  it("says nothing in other courses", async () => {
    const element = await mount("proserva-compose", { api: server.base, "course-id": COURSE.id });
    expect(all(element, "#care, .care")).toHaveLength(0);
  });
});

it("the bell leads to alerts that ring", async () => {
  server.also([
    [
      "GET",
      /^notifications\/$/,
      () => ({
        status: 200,
        body: { results: [], next_cursor: null, care: { ringing: 2, url: "/messages/care/" } },
      }),
    ],
  ]);
  const element = await mount("proserva-bell", { api: server.base });
  await click(one(element, ".bell"));
  await settle();
  const link = one<HTMLAnchorElement>(element, "a.item");
  expect(text(link)).toContain("signs of distress: 2");
  expect(new URL(link.href).pathname).toBe("/messages/care/");
});

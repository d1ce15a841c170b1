// Tests of the broadcast form: errors, preview, schedule, draft, files, and sending once.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBroadcasts } from "../testing/broadcasts";
import { COURSE } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, serve, setOnline, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";
import { localTime } from "../writing/schedule";

let server: FakeServer;
let many: FakeBroadcasts;

beforeEach(() => {
  server = serve();
  many = new FakeBroadcasts(server);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const rest = () => vi.advanceTimersByTimeAsync(700);
const show = async () => {
  const element = await mount("proserva-broadcast", { api: server.base, "course-id": COURSE.id, place: "new" });
  await rest();
  await settle();
  return element;
};

const subject = (element: Element) => one<HTMLInputElement>(element, "#subject");
const body = (element: Element) => one<HTMLTextAreaElement>(element, "#body");
const posts = () => server.called("POST", "broadcasts/").map((call) => call.body);
const asked = () => server.called("POST", "broadcasts/preview/").map((call) => call.body);
const alerts = (element: Element) => all(element, "[role=alert]").map(text);
/** What has the focus, within however many shadow roots. */
function focus(element: Element): Element | null {
  const inside = element.shadowRoot?.activeElement ?? null;
  return inside?.shadowRoot ? focus(inside) : inside;
}

async function write(element: Element): Promise<void> {
  await type(subject(element), "Exam on Friday");
  await type(body(element), "Dear {first_name}");
  await rest();
}

async function choose(element: Element, selector: string, value: string): Promise<void> {
  const select = one<HTMLSelectElement>(element, selector);
  select.value = value;
  select.dispatchEvent(new Event("change"));
  await settle();
  await rest();
}

/** Up to the question, and past it. */
async function send(element: Element, confirm = /^Send to/): Promise<void> {
  await click(button(element, "Send…"));
  const yes = all<HTMLButtonElement>(element, "dialog button").find((each) => confirm.test(text(each)));
  if (yes) await click(yes);
  await settle();
}

describe("sending", () => {
  it("asks first, naming the course and the number, and sends once to all", async () => {
    const element = await show();
    await write(element);
    await click(button(element, "Send…"));
    expect(posts()).toEqual([]);
    const question = text(one(element, "dialog"));
    expect(question).toContain(`Message 30 people in ${COURSE.name}?`);
    expect(question).toContain("You can undo this for 10 seconds");
    expect(question).toContain("Post an announcement instead");
    await click(button(element, "Send to 30 people"));
    expect(posts()).toEqual([
      {
        course_id: COURSE.id,
        subject: "Exam on Friday",
        body: "Dear {first_name}",
        attachments: [],
        audience: { who: "all" },
        notify_email: true,
      },
    ]);
    await settle();
    expect(hasButton(element, "Undo")).toBe(true);
  });

  it("says if the site allows no undo", async () => {
    many.segments.undo_seconds = 0;
    const element = await show();
    await write(element);
    await click(button(element, "Send…"));
    expect(text(one(element, "dialog"))).toContain("This can't be undone.");
  });

  it("can be thought over, and nothing has happened", async () => {
    const element = await show();
    await write(element);
    await click(button(element, "Send…"));
    await click(button(element, "Keep editing"));
    expect(all(element, "dialog")).toHaveLength(0);
    expect(posts()).toEqual([]);
    expect(body(element).value).toBe("Dear {first_name}");
  });

  it("may be repeated after a lost answer without going twice", async () => {
    const element = await show();
    await write(element);
    server.next["POST broadcasts/"] = "answer lost";
    await send(element);
    expect(alerts(element).join()).toContain("cannot be reached");
    await send(element);
    const keys = server.called("POST", "broadcasts/").map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    expect(many.sent).toHaveLength(1);
  });

  it("says what the hour's limit is in the server's words, and keeps everything", async () => {
    const element = await show();
    await write(element);
    server.next["POST broadcasts/"] = refuse(429, "too_many_broadcasts", "At most 5 an hour. Try again at 12:40.");
    await send(element);
    expect(alerts(element)).toEqual(["At most 5 an hour. Try again at 12:40."]);
    expect(subject(element).value).toBe("Exam on Friday");
  });

  it.each([
    ["audience", "This audience is empty.", "who"],
    ["subject", "Too plain.", "subject"],
    ["send_at", "Enter a time in the future.", ""],
  ])("puts the server's error about %s beside the field", async (field, words, focused) => {
    const element = await show();
    await write(element);
    server.next["POST broadcasts/"] = refuse(400, "invalid", "Please fix the errors below.", { [field]: [words] });
    await send(element);
    expect(all(element, `#${field}-error`).map(text)).toEqual([words]);
    expect(alerts(element)).toEqual([words]);
    if (focused) expect(focus(element)?.id).toBe(focused);
  });

  it("sends to oneself first, alone", async () => {
    const element = await show();
    await write(element);
    await click(button(element, "Send a test to me"));
    expect(server.called("POST", "broadcasts/test/")[0]?.body).toMatchObject({
      subject: "Exam on Friday",
      body: "Dear {first_name}",
    });
    expect(posts()).toEqual([]);
    expect(text(element)).toContain("Test sent to you");
  });

  it("says that a course has ended", async () => {
    many.segments.ended = "2024-06-30T12:00:00Z";
    const element = await show();
    expect(text(element)).toContain(`${COURSE.name} ended on`);
    await write(element);
    await click(button(element, "Send…"));
    expect(text(one(element, "dialog"))).toContain("This course ended on");
  });
});

describe("what is missing", () => {
  it("is shown beside each field, and nothing is sent", async () => {
    const element = await show();
    await click(button(element, "Send…"));
    expect(all(element, "[role=alert]").map(text)).toEqual(["Enter a subject.", "Enter some text."]);
    expect(subject(element).getAttribute("aria-invalid")).toBe("true");
    expect(all(element, "dialog")).toHaveLength(0);
    await type(subject(element), "x".repeat(51));
    await click(button(element, "Send…"));
    expect(text(one(element, "#subject-error"))).toBe("This is 1 character too long.");
  });

  it("is a near miss of a merge field: it is asked about, and replaced with a click", async () => {
    const element = await show();
    await type(subject(element), "Hello");
    await type(body(element), "Dear {firstname}, {firstname}");
    await rest();
    expect(text(element)).toContain("“{firstname}” will be sent as it is. Did you mean “{first_name}”?");
    await click(button(element, "Send…"));
    expect(text(one(element, "dialog"))).toContain("“{firstname}” is not a merge field and will be sent as it is.");
    await click(button(element, "Keep editing"));
    await click(button(element, "Replace with {first_name}"));
    await rest();
    expect(body(element).value).toBe("Dear {first_name}, {first_name}");
    expect(text(element)).not.toContain("Did you mean");
  });

  it("is said of a schedule in the past", async () => {
    const element = await show();
    await write(element);
    await click(all<HTMLInputElement>(element, "input[name=when]")[1] as HTMLInputElement);
    all<HTMLInputElement>(element, "input[name=when]")[1]?.dispatchEvent(new Event("change"));
    await settle();
    await type(one<HTMLInputElement>(element, "#send_at"), "2020-01-01T10:00");
    await click(button(element, "Schedule…"));
    expect(text(one(element, "#send_at-error"))).toContain("This time is in the past");
  });
});

describe("a schedule", () => {
  it("is shown in words, in both time zones, and sent as a moment", async () => {
    const element = await show();
    await write(element);
    all<HTMLInputElement>(element, "input[name=when]")[1]?.dispatchEvent(new Event("change"));
    await settle();
    await type(one<HTMLInputElement>(element, "#send_at"), "2099-03-02T09:30");
    await choose(element, "fieldset .row select", "America/Bogota");
    expect(text(element)).toContain("Colombia");
    expect(text(element)).toContain("In your time zone:");
    await click(button(element, "Schedule…"));
    await click(button(element, "Schedule for 30 people"));
    expect(posts()[0]?.send_at).toBe("2099-03-02T14:30:00.000Z");
  });
});

describe("a draft", () => {
  it("survives a reload, with its audience, and goes once it is sent", async () => {
    const first = await show();
    await write(first);
    await choose(first, "#who", "inactive");
    first.remove();
    const again = await show();
    expect([subject(again).value, body(again).value]).toEqual(["Exam on Friday", "Dear {first_name}"]);
    expect(one<HTMLOptionElement>(again, "#who option[selected]").value).toBe("inactive");
    await send(again);
    again.remove();
    expect(body(await show()).value).toBe("");
  });

  it("is kept while there is no network, and says so", async () => {
    const element = await show();
    await write(element);
    setOnline(false);
    await settle();
    expect(text(element)).toContain("You are offline. Your draft is kept.");
  });
});

describe("files", () => {
  it("go with it", async () => {
    const element = await show();
    await write(element);
    const input = one<HTMLInputElement>(element, "input[type=file]");
    Object.defineProperty(input, "files", { value: [new File(["x"], "plan.pdf")], configurable: true });
    input.dispatchEvent(new Event("change"));
    await settle();
    await rest();
    expect(text(one(element, "proserva-broadcast-preview"))).toContain("plan.pdf");
    const ids = [server.attachments[0]?.id];
    expect(asked().at(-1)?.attachments).toEqual(ids);
    await click(button(element, "Send a test to me"));
    expect(server.called("POST", "broadcasts/test/")[0]?.body.attachments).toEqual(ids);
    await send(element);
    expect(posts()[0]?.attachments).toEqual(ids);
  });
});

it("can be retried after a failed load", async () => {
  server.next["GET broadcasts/segments/"] = refuse(500, "server_error", "Our fault.");
  const element = await show();
  expect(alerts(element)[0]).toContain("Our fault.");
  await click(button(element, "Try again"));
  await settle();
  expect(subject(element)).toBeDefined();
});

it("changes one that is scheduled, from what it says", async () => {
  const at = new Date("2099-01-05T10:00:00Z");
  const broadcast = many.add({ send_at: at.toISOString(), subject: "Later", body: "Not yet" });
  const element = await mount("proserva-broadcast", {
    api: server.base,
    "course-id": COURSE.id,
    place: `${broadcast.id}/edit`,
  });
  await settle();
  expect([subject(element).value, body(element).value]).toEqual(["Later", "Not yet"]);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(one<HTMLInputElement>(element, "#send_at").value).toBe(localTime(at, zone));
  expect(all(element, "input[name=when]")).toHaveLength(0);
  await type(subject(element), "Even later");
  await rest();
  await click(button(element, "Schedule…"));
  await click(button(element, "Schedule for 30 people"));
  expect(server.called("PATCH", `broadcasts/${broadcast.id}/`)[0]?.body).toMatchObject({
    subject: "Even later",
    send_at: at.toISOString(),
  });
});

// Tests of the form of a broadcast: to whom, what, when, how it is seen before it goes, and that nothing is lost.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeBroadcasts } from "../testing/broadcasts";
import { all, button, click, hasButton, mount, one, press, serve, setOnline, settle, text, type } from "../testing/page";
import { COURSE, type FakeServer, person, refuse } from "../testing/server";
import { localTime } from "./schedule";

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
    expect(question).toContain("You can take it back for 10 seconds");
    expect(question).toContain("Post an announcement instead");
    await click(button(element, "Send to 30 people"));
    expect(posts()).toEqual([
      { course_id: COURSE.id, subject: "Exam on Friday", body: "Dear {first_name}", attachments: [], audience: { who: "all" }, notify_email: true },
    ]);
    await settle();
    expect(hasButton(element, "Undo")).toBe(true);
  });

  it("says so where a site lets nothing be undone", async () => {
    many.segments.undo_seconds = 0;
    const element = await show();
    await write(element);
    await click(button(element, "Send…"));
    expect(text(one(element, "dialog"))).toContain("It cannot be taken back.");
  });

  it("can be thought over, and nothing has happened", async () => {
    const element = await show();
    await write(element);
    await click(button(element, "Send…"));
    await click(button(element, "Back to writing"));
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
    ["audience", "Nobody is in it.", "who"],
    ["subject", "Too plain.", "subject"],
    ["send_at", "That is over.", ""],
  ])("puts the server's word about %s beside it", async (field, words, focused) => {
    const element = await show();
    await write(element);
    server.next["POST broadcasts/"] = refuse(400, "invalid", "Please correct what is marked.", { [field]: [words] });
    await send(element);
    expect(all(element, `#${field}-error`).map(text)).toEqual([words]);
    expect(alerts(element)).toEqual([words]);
    if (focused) expect(focus(element)?.id).toBe(focused);
  });

  it("sends to oneself first, alone", async () => {
    const element = await show();
    await write(element);
    await click(button(element, "Send to me first"));
    expect(server.called("POST", "broadcasts/test/")[0]?.body).toMatchObject({ subject: "Exam on Friday", body: "Dear {first_name}" });
    expect(posts()).toEqual([]);
    expect(text(element)).toContain("Sent to you alone");
  });

  it("tells that a course has ended", async () => {
    many.segments.ended = "2024-06-30T12:00:00Z";
    const element = await show();
    expect(text(element)).toContain(`${COURSE.name} ended on`);
    await write(element);
    await click(button(element, "Send…"));
    expect(text(one(element, "dialog"))).toContain("This course ended on");
  });
});

describe("what is missing", () => {
  it("is told beside each, and nothing is asked or sent", async () => {
    const element = await show();
    await click(button(element, "Send…"));
    expect(all(element, "[role=alert]").map(text)).toEqual(["Give it a subject.", "Write something."]);
    expect(subject(element).getAttribute("aria-invalid")).toBe("true");
    expect(all(element, "dialog")).toHaveLength(0);
    await type(subject(element), "x".repeat(51));
    await click(button(element, "Send…"));
    expect(text(one(element, "#subject-error"))).toBe("This is 1 character too long.");
  });

  it("is a field that does not exist: the server names it while one writes", async () => {
    const element = await show();
    await type(subject(element), "Hello");
    await type(body(element), "Dear {nickname}");
    await rest();
    expect(text(one(element, "#body-error"))).toBe("There is no “nickname”.");
    // How many it reaches is known all the same.
    many.preview.count = 12;
    await choose(element, "#who", "not_started");
    expect(text(one(element, ".reach"))).toBe("12 people will get it");
    await click(button(element, "Send…"));
    expect(all(element, "dialog")).toHaveLength(0);
    await type(body(element), "Dear {first_name}");
    await rest();
    expect(all(element, "#body-error")).toHaveLength(0);
  });

  it("is said of a schedule in the past", async () => {
    const element = await show();
    await write(element);
    await click(all<HTMLInputElement>(element, "input[name=when]")[1] as HTMLInputElement);
    all<HTMLInputElement>(element, "input[name=when]")[1]?.dispatchEvent(new Event("change"));
    await settle();
    await type(one<HTMLInputElement>(element, "#send_at"), "2020-01-01T10:00");
    await click(button(element, "Schedule…"));
    expect(text(one(element, "#send_at-error"))).toContain("That time is over");
  });
});

describe("the audience", () => {
  it("offers what the platform can answer, and no more", async () => {
    many.segments = { ...many.segments, segments: ["inactive"], cohorts: [], modes: many.segments.modes.slice(0, 1) };
    const element = await show();
    expect(all<HTMLOptionElement>(element, "#who option").map(({ value }) => value)).toEqual(["all", "inactive", "people"]);
  });

  it("says how many it reaches, whenever it changes", async () => {
    const element = await show();
    expect(text(one(element, ".reach"))).toBe("30 people will get it");
    many.preview.count = 1;
    await choose(element, "#who", "not_started");
    expect(text(one(element, ".reach"))).toBe("1 person will get it");
    expect(asked().at(-1)?.audience).toEqual({ who: "not_started" });
  });

  it("of nobody is told, and nothing is sent", async () => {
    const element = await show();
    await write(element);
    many.preview.count = 0;
    await choose(element, "#who", "not_started");
    await click(button(element, "Send…"));
    expect(text(one(element, "#audience-error"))).toBe("Nobody is in this audience now.");
    expect(all(element, "dialog")).toHaveLength(0);
  });

  it("is counted before it is asked about, however quick one is", async () => {
    const element = await show();
    await write(element);
    many.preview.count = 7;
    const select = one<HTMLSelectElement>(element, "#who");
    select.value = "not_started";
    select.dispatchEvent(new Event("change"));
    await click(button(element, "Send…"));
    await settle();
    expect(text(one(element, "dialog"))).toContain("Message 7 people");
  });

  it("waits for a choice that is not finished", async () => {
    const element = await show();
    await choose(element, "#who", "cohorts");
    expect(asked().at(-1)?.audience).toEqual({ who: "all" });
    expect(text(one(element, ".reach"))).toBe("Choose who gets it.");
    await write(element);
    await click(button(element, "Send…"));
    expect(text(one(element, "#audience-error"))).toBe("Choose at least one.");
    all<HTMLInputElement>(element, ".choices input")[0]?.dispatchEvent(new Event("change"));
    await settle();
    await rest();
    expect(asked().at(-1)?.audience).toEqual({ who: "cohorts", cohorts: [3] });
  });

  it.each([
    ["inactive", { who: "inactive", days: 14 }],
    ["not_submitted", { who: "not_submitted", usage_key: "block-v1:quiz1" }],
    ["scored_below", { who: "scored_below", usage_key: "block-v1:quiz1", score: 50 }],
  ])("begins %s with something sensible", async (who, expected) => {
    const element = await show();
    await choose(element, "#who", who);
    expect(asked().at(-1)?.audience).toEqual(expected);
  });

  it.each(["", "0", "1.5"])("finds %j no number of days", async (days) => {
    const element = await show();
    await choose(element, "#who", "inactive");
    await type(one<HTMLInputElement>(element, "input[type=number]"), days);
    await click(button(element, "Send…"));
    expect(text(one(element, "#audience-error"))).toBe("Give a number of days, from 1 on.");
  });

  it("is picked one by one, and each may be taken out again", async () => {
    server.recipients.push({ ...person("ana", "Ana Silva"), is_default: false });
    const element = await show();
    await choose(element, "#who", "people");
    await type(one<HTMLInputElement>(element, "[role=combobox]"), "ana");
    await press(one(element, "[role=combobox]"), "Enter");
    await rest();
    expect(asked().at(-1)?.audience).toEqual({ who: "people", usernames: ["ana"] });
    await click(button(element, "Remove Ana Silva"));
    await rest();
    await write(element);
    await click(button(element, "Send…"));
    expect(text(one(element, "#audience-error"))).toBe("Pick somebody.");
  });
});

describe("before it is sent", () => {
  it("is seen as a learner will see it, with their own values", async () => {
    const element = await show();
    await write(element);
    expect(text(one(element, "proserva-broadcast-preview"))).toContain("As Lena Lang will see it");
    expect(one(element, "proserva-broadcast-preview .body").innerHTML).toContain("Dear Lena");
    await click(button(element, "Email"));
    const frame = one<HTMLIFrameElement>(element, "iframe");
    expect(frame.getAttribute("sandbox")).toBe("");
    expect(frame.getAttribute("srcdoc")).toBe("<p>An email</p>");
  });

  it("moves between its two faces by the arrow keys", async () => {
    const element = await show();
    await press(one(element, "#tab-web"), "ArrowRight");
    expect(one(element, "#tab-email").getAttribute("aria-selected")).toBe("true");
    expect(one(element, "#tab-web").getAttribute("tabindex")).toBe("-1");
  });

  it("warns where a field would be empty for somebody", async () => {
    many.preview.empty_fields = [{ field: "due_date", people: 4, at_least: false }];
    const element = await show();
    expect(text(one(element, ".warn"))).toBe("4 people have no “Due date”: there will be nothing in its place.");
  });

  it("does not know of everybody in a large audience", async () => {
    many.preview.empty_fields = [{ field: "due_date", people: 1, at_least: true }];
    const element = await show();
    expect(text(one(element, ".warn"))).toBe("At least 1 person has no “Due date”: there will be nothing in its place.");
  });

  it("writes a field where the caret is", async () => {
    const element = await show();
    await type(body(element), "Dear , hello");
    body(element).focus();
    body(element).setSelectionRange(5, 5);
    await click(all<HTMLButtonElement>(element, "button.field")[0] as HTMLButtonElement);
    expect(text(all(element, "button.field")[0] as Element)).toBe("First name Lena");
    expect(body(element).value).toBe("Dear {first_name}, hello");
  });

  it("asks when the writing rests, and shows the last answer only", async () => {
    const element = await show();
    const before = asked().length;
    await type(body(element), "a");
    await type(body(element), "ab");
    expect(asked()).toHaveLength(before);
    await rest();
    expect(asked().slice(before).map((each) => each.body)).toEqual(["ab"]);
  });

  it("can be counted again after a failure", async () => {
    const element = await show();
    server.next["POST broadcasts/preview/"] = refuse(500, "server_error", "Our fault.");
    await type(body(element), "a");
    await rest();
    expect(alerts(element)[0]).toContain("Our fault.");
    await click(button(element, "Try again"));
    await rest();
    expect(text(one(element, ".reach"))).toBe("30 people will get it");
  });
});

describe("a schedule", () => {
  it("is told in words, in both time zones, and sent as a moment", async () => {
    const element = await show();
    await write(element);
    all<HTMLInputElement>(element, "input[name=when]")[1]?.dispatchEvent(new Event("change"));
    await settle();
    await type(one<HTMLInputElement>(element, "#send_at"), "2099-03-02T09:30");
    await choose(element, "fieldset .row select", "America/Bogota");
    expect(text(element)).toContain("Colombia");
    expect(text(element)).toContain("For you, that is");
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

describe("templates", () => {
  beforeEach(() => {
    many.templates = [{ id: 1, name: "Welcome", subject: "Hello", body: "Dear {first_name}", mine: true }];
  });

  const open = async () => {
    const element = await show();
    await click(button(element, "Templates"));
    await settle();
    return element;
  };

  it("are taken into the form, and what they replace can be put back", async () => {
    const element = await show();
    await write(element);
    await click(button(element, "Templates"));
    await click(button(element, "Use: Welcome"));
    expect([subject(element).value, body(element).value]).toEqual(["Hello", "Dear {first_name}"]);
    await click(button(element, "Put it back"));
    expect(subject(element).value).toBe("Exam on Friday");
  });

  it("are kept from what is written, under a name", async () => {
    const element = await show();
    await write(element);
    await click(button(element, "Templates"));
    await click(button(element, "Keep"));
    expect(text(one(element, "#name-error"))).toBe("Give it a name.");
    await type(one<HTMLInputElement>(element, "#name"), "Exam");
    await click(button(element, "Keep"));
    expect(many.templates.map(({ name, subject: about }) => [name, about])).toEqual([["Welcome", "Hello"], ["Exam", "Exam on Friday"]]);
    expect(text(element)).toContain("Kept as “Exam”.");
  });

  it("are changed in place", async () => {
    const element = await open();
    await click(button(element, "Edit: Welcome"));
    await type(one<HTMLInputElement>(element, "#change-name"), "Greeting");
    await click(button(element, "Save"));
    expect(many.templates[0]).toMatchObject({ name: "Greeting", subject: "Hello" });
    expect(hasButton(element, "Use: Greeting")).toBe(true);
  });

  it("are deleted after a second thought", async () => {
    const element = await open();
    await click(button(element, "Delete: Welcome"));
    await click(button(element, "Keep it"));
    expect(many.templates).toHaveLength(1);
    await click(button(element, "Delete: Welcome"));
    await click(button(element, "Delete for good"));
    expect(many.templates).toHaveLength(0);
    expect(text(element)).toContain("There are no templates yet.");
  });

  it("say what was wrong with them", async () => {
    const element = await open();
    server.next["PATCH broadcasts/templates/1/"] = refuse(400, "invalid", "Please correct what is marked.", { body: ["There is no “x”."] });
    await click(button(element, "Edit: Welcome"));
    await click(button(element, "Save"));
    expect(text(one(element, "#change-body-error"))).toBe("There is no “x”.");
  });

  it("can be asked for again", async () => {
    server.next["GET broadcasts/templates/"] = refuse(500, "server_error", "Our fault.");
    const element = await open();
    expect(alerts(element)[0]).toContain("Our fault.");
    await click(button(element, "Try again"));
    expect(hasButton(element, "Use: Welcome")).toBe(true);
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
    await click(button(element, "Send to me first"));
    expect(server.called("POST", "broadcasts/test/")[0]?.body.attachments).toEqual(ids);
    await send(element);
    expect(posts()[0]?.attachments).toEqual(ids);
  });
});

it("can be loaded again where it could not be had", async () => {
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
  const element = await mount("proserva-broadcast", { api: server.base, "course-id": COURSE.id, place: `${broadcast.id}/edit` });
  await settle();
  expect([subject(element).value, body(element).value]).toEqual(["Later", "Not yet"]);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(one<HTMLInputElement>(element, "#send_at").value).toBe(localTime(at, zone));
  expect(all(element, "input[name=when]")).toHaveLength(0);
  await type(subject(element), "Even later");
  await rest();
  await click(button(element, "Schedule…"));
  await click(button(element, "Schedule for 30 people"));
  expect(server.called("PATCH", `broadcasts/${broadcast.id}/`)[0]?.body).toMatchObject({ subject: "Even later", send_at: at.toISOString() });
});

// Tests of several recipients in <proserva-compose>: chips, groups, and cohorts.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { COURSE, INES, person } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, press, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

const KWAME = person("learner2", "Kwame <b>Mensah</b>");
let server: FakeServer;

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  server.recipients.push({ ...KWAME, is_default: false });
});

const show = () => mount<HTMLElement>("proserva-compose", { api: server.base, "course-id": COURSE.id, several: "" });
const chips = (element: Element) => all(element, ".chip").map(text);
const started = () => server.called("POST", "threads/").map(({ body }) => body);

async function choose(element: Element, ...names: string[]): Promise<void> {
  const input = one<HTMLInputElement>(element, "proserva-people input");
  for (const name of names) {
    await type(input, name);
    await press(input, "Enter");
  }
}

async function send(element: Element, words = "Hello"): Promise<void> {
  await type(one<HTMLTextAreaElement>(element, "textarea"), words);
  await press(one(element, "textarea"), "Enter", { ctrlKey: true });
}

describe("choosing", () => {
  it("starts empty, shows the selection, and offers each person once", async () => {
    const element = await show();
    expect(chips(element)).toEqual([]);
    await choose(element, "Ines", "Kwame");
    expect(chips(element)).toEqual(["Ines Torres", "Kwame <b>Mensah</b>"]);
    await press(one(element, "proserva-people input"), "ArrowDown");
    expect(all(element, "[role=option]").map(text)).toEqual(["AO Adam Okafor Course staff"]);
  });

  it("removes a person by button, or by Backspace in the empty field", async () => {
    const element = await show();
    await choose(element, "Ines", "Adam", "Kwame");
    await click(button(element, "Remove Ines Torres"));
    await press(one(element, "proserva-people input"), "Backspace");
    expect(chips(element)).toEqual(["Adam Okafor"]);
    await type(one<HTMLInputElement>(element, "proserva-people input"), "x");
    await press(one(element, "proserva-people input"), "Backspace");
    expect(chips(element)).toEqual(["Adam Okafor"]);
  });

  it("folds many, and unfolds them", async () => {
    const many = Array.from({ length: 15 }, (_, at) => ({ ...person(`p${at}`, `P${at}`), is_default: false }));
    const element = document.createElement("proserva-compose");
    Object.assign(element, { api: server.base, courseId: COURSE.id, several: true, chosen: many });
    document.body.append(element);
    await settle();
    expect(chips(element)).toHaveLength(12);
    await click(button(element, "3 others"));
    expect(chips(element)).toHaveLength(15);
  });

  it("keeps who was chosen, and the group's name, with the draft", async () => {
    const element = await show();
    await choose(element, "Ines", "Kwame");
    await type(one<HTMLInputElement>(element, "proserva-group-options-view input"), "Pairs");
    await type(one<HTMLTextAreaElement>(element, "textarea"), "Unfinished");
    element.remove();
    const again = await show();
    expect(chips(again)).toEqual(["Ines Torres", "Kwame <b>Mensah</b>"]);
    expect(one<HTMLInputElement>(again, "proserva-group-options-view input").value).toBe("Pairs");
  });

  it("needs a recipient", async () => {
    const element = await show();
    await send(element);
    expect(text(element)).toContain("Choose a recipient.");
    expect(started()).toEqual([]);
  });
});

describe("sending", () => {
  it("to one is a direct talk", async () => {
    const element = await show();
    await choose(element, "Ines");
    await send(element);
    expect(started()).toEqual([{ course_id: COURSE.id, recipients: ["instructor"], body: "Hello" }]);
  });

  it("to several is a group, which is said before", async () => {
    const element = await show();
    await choose(element, "Ines", "Kwame");
    expect(text(one(element, "proserva-group-options"))).toContain("This starts a group with Group Chat on");
    await type(one<HTMLInputElement>(element, "proserva-group-options-view input"), " Pairs ");
    await send(element);
    expect(started()).toEqual([
      { course_id: COURSE.id, recipients: ["instructor", "learner2"], body: "Hello", group_chat: true, title: "Pairs" },
    ]);
    expect(text(one(element, ".sent h3"))).toBe("Sent to Pairs");
  });

  it("starts a group from cohorts, in sync if wanted", async () => {
    server.groups.cohorts = [
      { id: 4, name: "Blue", size: 12 },
      { id: 5, name: "Red", size: 1 },
    ];
    const element = await show();
    await click(button(element, "Start a group"));
    expect(text(one(element, "proserva-group-options"))).toContain(
      "Choose at least two people, or a cohort, to start a group.",
    );
    expect(all(element, "proserva-cohort-choice label").map(text)).toEqual(["Blue · 12 people", "Red · 1 person"]);
    await click(one(element, "proserva-cohort-choice input"));
    await click(all(element, "proserva-cohort-choice input")[2] as HTMLElement);
    await send(element);
    expect(started()).toEqual([
      {
        course_id: COURSE.id,
        recipients: [],
        body: "Hello",
        group_chat: true,
        title: "",
        cohorts: [4],
        keep_in_step: true,
      },
    ]);
  });

  it("keeps everything after a refusal, with the reason", async () => {
    server.groups.cohorts = [{ id: 4, name: "Blue", size: 600 }];
    const element = await show();
    await click(button(element, "Start a group"));
    await click(one(element, "proserva-cohort-choice input"));
    server.next["POST threads/"] = refuse(
      409,
      "too_many_people",
      "A group holds 500 people at most. Send a broadcast.",
    );
    await send(element);
    expect(text(element)).toContain("A group holds 500 people at most. Send a broadcast.");
    expect(one<HTMLInputElement>(element, "proserva-cohort-choice input").checked).toBe(true);
    server.next["POST threads/"] = refuse(400, "invalid", "No.", { recipients: ["Kwame is not enrolled."] });
    await choose(element, "Kwame");
    await send(element);
    expect(text(one(element, "#recipients-error"))).toBe("Kwame is not enrolled.");
  });
});

it("offers no group with fixed recipients or a single one", async () => {
  const reply = await mount<HTMLElement>("proserva-compose", { api: server.base, "course-id": COURSE.id });
  expect(hasButton(reply, "Start a group")).toBe(false);
  server.recipients = [{ ...INES, is_default: true }];
  const only = await show();
  expect(all(only, "proserva-people")).toHaveLength(0);
  expect(text(one(only, ".person"))).toContain("Ines Torres");
});

// Tests of <proserva-roster> and its view: who is listed, how they are found, and how one writes to them in place.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Enrolled } from "../shell/types";
import { COURSE, person } from "../testing/cast";
import { refuse } from "../testing/http";
import {
  all,
  button,
  click,
  hasButton,
  mount,
  one,
  press,
  serve,
  setOnline,
  settle,
  text,
  type,
} from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
const PATH = `courses/${encodeURIComponent(COURSE.id)}/roster/`;

function enrol(username: string, name: string, changes: Partial<Enrolled> = {}): void {
  server.enrolled.push({
    ...person(username, name),
    cohort: null,
    progress: null,
    last_contact: null,
    thread: null,
    ...changes,
  });
  server.recipients.push({ ...person(username, name), is_default: true });
}

beforeEach(() => {
  server = serve();
  server.recipients = [];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const show = () => mount("proserva-roster", { api: server.base, "course-id": COURSE.id });
const rows = (element: Element) => all(element, "tbody tr:not(.under)");
const names = (element: Element) => all(element, "tbody .name").map(text);
const asked = () => server.called("GET", PATH).map(({ query }) => Object.fromEntries(query));
const search = (element: Element, words: string) => type(one<HTMLInputElement>(element, "input[type=search]"), words);
const later = () => vi.advanceTimersByTimeAsync(350);
const focused = (element: Element) => one(element, "proserva-roster-view").shadowRoot?.activeElement;

async function choose(element: Element, cohort: string): Promise<void> {
  const select = one<HTMLSelectElement>(element, "select");
  select.value = cohort;
  select.dispatchEvent(new Event("change"));
  await settle();
}

describe("what is shown", () => {
  it("has name, cohort, progress in words, and when they last wrote, with the way to the conversation", async () => {
    server.cohorts = ["Blue"];
    enrol("ana", "Ana Silva", {
      cohort: "Blue",
      progress: 0.996,
      last_contact: new Date(Date.now() - 300_500).toISOString(),
      thread: 7,
    });
    const element = await show();
    const cells = [...(rows(element)[0]?.children ?? [])].map((cell) => text(cell.querySelector(".value") ?? cell));
    expect(cells).toEqual(["AS Ana Silva ana", "Blue", "99%", expect.stringMatching(/^5 min.* ago$/), "Message"]);
    const link = one(element, "tbody a");
    expect(link.getAttribute("href")).toMatch(/\/messages\/\?thread=7$/);
    expect(link.getAttribute("aria-label")).toBe(`${cells[3]}, open the conversation with Ana Silva`);
    expect(all(element, "thead th").map(text)).toEqual(["Name", "Cohort", "Progress", "Last contact", "Message"]);
  });

  it("marks unknown values, and has no cohort column without cohorts", async () => {
    enrol("ana", "");
    const element = await show();
    expect(text(rows(element)[0] as Element)).toBe("A ana ana Progress – Last contact None yet Message");
    expect(all(element, "thead th")).toHaveLength(4);
    expect(all(element, "select, tbody a")).toHaveLength(0);
  });

  it("writes names as text", async () => {
    server.cohorts = ["<i>c</i>"];
    enrol("x", "<b>Bobby</b> ليلى", { cohort: "<i>c</i>", progress: 7 });
    const element = await show();
    expect(names(element)).toEqual(["<b>Bobby</b> ليلى"]);
    expect(all(element, "b, .value > bdi i")).toHaveLength(0);
    expect(text(one(element, ".progress"))).toBe("100%");
  });

  it("loads more without duplicates, and moves the focus on", async () => {
    server.pageSizes.roster = 2;
    ["a", "b", "c"].forEach((each) => enrol(each, each.toUpperCase()));
    const element = await show();
    expect(text(one(element, ".count"))).toBe("First 2");
    server.enrolled.unshift({ ...(server.enrolled[0] as Enrolled), username: "new", name: "New" });
    await click(button(element, "Load more"));
    expect(names(element)).toEqual(["A", "B", "C"]);
    expect(hasButton(element, "Load more")).toBe(false);
    expect(focused(element)).toBe(all(element, "th[scope=row]")[2]);
    expect(text(one(element, ".count"))).toBe("3 people");
  });

  it("keeps what is there where more cannot be had", async () => {
    server.pageSizes.roster = 1;
    ["a", "b"].forEach((each) => enrol(each, each));
    const element = await show();
    server.next[`GET ${PATH}`] = refuse(500, "server_error", "Our fault.");
    await click(button(element, "Load more"));
    expect(text(one(element, "[role=alert]"))).toBe("Our fault.");
    await click(button(element, "Load more"));
    expect(names(element)).toEqual(["a", "b"]);
    expect(all(element, "[role=alert]")).toHaveLength(0);
  });
});

describe("search", () => {
  beforeEach(() => {
    server.cohorts = ["Blue", "Red"];
    enrol("ana", "Ana", { cohort: "Blue" });
    enrol("ben", "Ben", { cohort: "Red" });
  });

  it("searches when the typing rests, and once", async () => {
    const element = await show();
    await search(element, "b");
    await search(element, " be ");
    expect(asked()).toHaveLength(1);
    await later();
    expect(asked()).toEqual([{}, { q: "be" }]);
    expect(names(element)).toEqual(["Ben"]);
    expect(text(one(element, ".count"))).toBe("1 person");
  });

  it("narrows to a cohort, together with the search", async () => {
    const element = await show();
    expect(all(element, "option").map(text)).toEqual(["All cohorts", "Blue", "Red"]);
    await choose(element, "Blue");
    expect(names(element)).toEqual(["Ana"]);
    await search(element, "ben");
    await later();
    expect(asked().at(-1)).toEqual({ q: "ben", cohort: "Blue" });
    expect(text(one(element, ".state"))).toBe("No matches");
    await choose(element, "");
    expect(names(element)).toEqual(["Ben"]);
  });

  it("shows the last answer only, whichever comes last", async () => {
    const element = await show();
    let release = () => {};
    server.hold = new Promise((resolve) => (release = resolve));
    await choose(element, "Red");
    expect(one(element, "table").getAttribute("aria-busy")).toBe("true");
    server.hold = null;
    await choose(element, "Blue");
    release();
    await settle();
    expect(names(element)).toEqual(["Ana"]);
    expect(one(element, "table").getAttribute("aria-busy")).toBe("false");
  });

  it("begins anew for another course", async () => {
    const element = await show();
    await choose(element, "Red");
    element.setAttribute("course-id", "course-v1:Other+X+1");
    await settle();
    expect(server.called("GET", `courses/${encodeURIComponent("course-v1:Other+X+1")}/roster/`)[0]?.query.size).toBe(0);
    expect(names(element)).toEqual(["Ana", "Ben"]);
  });
});

describe("writing", () => {
  beforeEach(() => {
    enrol("ana", "Ana Silva");
    enrol("ben", "Ben Okri");
  });

  const write = async (element: Element, name: string) => {
    await click(button(element, `Message ${name}`));
    await settle();
  };
  const area = (element: Element) => one<HTMLTextAreaElement>(element, "textarea");

  it("opens a composer to that person under their row, with the caret in it", async () => {
    const element = await show();
    expect(all(element, "proserva-compose")).toHaveLength(0);
    await write(element, "Ben Okri");
    expect(one(element, ".under").previousElementSibling).toBe(rows(element)[1]);
    expect(text(one(one(element, "proserva-compose"), ".person"))).toContain("Ben Okri");
    expect(one(element, "proserva-compose").shadowRoot?.activeElement).toBe(area(element));
    expect(text(one(element, "#panel h2"))).toBe("Message Ben Okri");
    expect(button(element, "Message Ben Okri").getAttribute("aria-expanded")).toBe("true");
    expect(button(element, "Message Ana Silva").getAttribute("aria-expanded")).toBe("false");
  });

  it.each(["Escape", "button"])("closes with %s, gives the focus back and keeps the draft", async (way) => {
    const element = await show();
    await write(element, "Ana Silva");
    await type(area(element), "Half a thought");
    if (way === "Escape") await press(area(element), "Escape");
    else await write(element, "Ana Silva");
    expect(all(element, "proserva-compose")).toHaveLength(0);
    expect(focused(element)).toBe(button(element, "Message Ana Silva"));
    await write(element, "Ana Silva");
    expect(area(element).value).toBe("Half a thought");
  });

  it("gives each person a draft of their own", async () => {
    const element = await show();
    await write(element, "Ana Silva");
    await type(area(element), "For Ana");
    await write(element, "Ben Okri");
    expect(all(element, "proserva-compose")).toHaveLength(1);
    expect(area(element).value).toBe("");
  });

  it("updates the last contact after a send", async () => {
    const element = await show();
    await write(element, "Ben Okri");
    await type(area(element), "Are you all right?");
    await click(button(one(element, "proserva-compose"), "Send"));
    await settle();
    expect(text(element)).toContain("Sent to Ben Okri");
    const link = one(rows(element)[1] as Element, "a");
    expect(text(link)).toBe("Just now");
    expect(link.getAttribute("href")).toMatch(new RegExp(`\\?thread=${server.threads[0]?.id}$`));
    expect(text(rows(element)[0] as Element)).toContain("None yet");
  });
});

describe("when there is nothing to show", () => {
  it("says that no one is enrolled", async () => {
    expect(text(one(await show(), ".state"))).toBe("No one is enrolled yet");
  });

  it("says that it loads", async () => {
    server.hold = new Promise(() => undefined);
    expect(one(await show(), ".skeleton").getAttribute("aria-busy")).toBe("true");
  });

  it("is for the course team", async () => {
    server.next[`GET ${PATH}`] = refuse(404, "not_found", "Not there.");
    const element = await show();
    expect(text(element)).toBe("Only the course team can see this.");
    expect(all(element, "input, button")).toHaveLength(0);
  });

  it("can be tried again, also by the network's coming back", async () => {
    enrol("ana", "Ana");
    server.next[`GET ${PATH}`] = refuse(500, "server_error", "Our fault.");
    const element = await show();
    expect(text(one(element, "[role=alert]"))).toContain("Our fault.");
    server.next[`GET ${PATH}`] = "lost";
    await click(button(element, "Try again"));
    expect(names(element)).toEqual([]);
    setOnline(false);
    await settle();
    expect(text(element)).toContain("You are offline.");
    setOnline(true);
    await settle();
    expect(names(element)).toEqual(["Ana"]);
  });
});

// Tests of <proserva-preferences> and its content: choices are saved at once, and reverted if saving fails.
import { beforeEach, describe, expect, it, vi } from "vitest";
import "../more";
import type { EmailChoice } from "../shell/types";
import { COURSE, INES } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, press, serve, setOnline, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
const OTHER = { id: "course-v1:Proserva+OTHER+2026", name: "Another course", url: "" };

beforeEach(() => {
  server = serve();
  server.courses = [COURSE, OTHER];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const show = (attributes: Record<string, string> = {}) =>
  mount("proserva-settings-view", { api: server.base, ...attributes });
const chosen = (element: Element) => all<HTMLInputElement>(element, "input").find((input) => input.checked)?.value;
const patches = () => server.called("PATCH", "preferences/").map(({ body }) => body);
const selects = (element: Element) => all<HTMLSelectElement>(element, "select");
const row = (element: Element, name: string) =>
  all(element, "li").find((each) => text(each).startsWith(name)) as HTMLElement;

async function choose(element: Element, value: EmailChoice): Promise<void> {
  const input = one<HTMLInputElement>(element, `input[value=${value}]`);
  input.checked = true;
  input.dispatchEvent(new Event("change"));
  await settle();
}

async function select(element: Element, name: string, value: EmailChoice | ""): Promise<void> {
  const field = one<HTMLSelectElement>(row(element, name), "select");
  field.value = value;
  field.dispatchEvent(new Event("change"));
  await settle();
}

describe("all courses", () => {
  it("shows the choice in words", async () => {
    server.email = "daily";
    const element = await show();
    expect(chosen(element)).toBe("daily");
    expect(all(element, ".choice").map(text)).toEqual([
      "An email for each message",
      "One email a day with all messages",
      "No emails",
    ]);
    expect(text(one(element, "legend"))).toBe("For all courses");
  });

  it("saves at once, says so, and is quiet again", async () => {
    const element = await show();
    await choose(element, "none");
    expect(server.email).toBe("none");
    expect(patches()).toEqual([{ email: "none" }]);
    expect(text(one(element, ".outcome [role=status]"))).toBe("Saved");
    await vi.advanceTimersByTimeAsync(5000);
    expect(text(one(element, ".outcome"))).toBe("");
  });

  it("takes it back with the reason where saving fails", async () => {
    const element = await show();
    server.next["PATCH preferences/"] = refuse(500, "server_error", "Our fault.");
    await choose(element, "none");
    expect(chosen(element)).toBe("each");
    expect(text(one(element, "[role=alert]"))).toBe("Could not save this. Our fault.");
    await choose(element, "daily");
    expect(chosen(element)).toBe("daily");
    expect(all(element, "[role=alert]")).toHaveLength(0);
  });

  it("saves one after the other, and keeps the last where an earlier one fails", async () => {
    const element = await show();
    server.next["PATCH preferences/"] = "lost";
    const first = choose(element, "none");
    await choose(element, "daily");
    await first;
    expect(patches()).toEqual([{ email: "none" }, { email: "daily" }]);
    expect(chosen(element)).toBe("daily");
    expect(server.email).toBe("daily");
  });

  it("can be tried again, and says when there is no network", async () => {
    server.next["GET preferences/"] = refuse(500, "server_error", "Our fault.");
    const element = await show();
    await click(button(element, "Try again"));
    expect(chosen(element)).toBe("each");
    setOnline(false);
    await settle();
    expect(text(element)).toContain("You are offline.");
  });
});

describe("single courses", () => {
  it("lists those with a choice of their own, changes it and forgets it, and leaves it in its place", async () => {
    server.emailIn.set(OTHER.id, "none");
    const element = await show();
    expect(selects(element).map((each) => each.value)).toEqual(["none"]);
    await select(element, OTHER.name, "daily");
    expect(server.emailIn.get(OTHER.id)).toBe("daily");
    await select(element, OTHER.name, "");
    expect(patches().at(-1)).toEqual({ email: null, course_id: OTHER.id });
    expect(server.emailIn.size).toBe(0);
    expect(one<HTMLSelectElement>(row(element, OTHER.name), "select").value).toBe("");
  });

  it("offers its course and those of `courses`, each once", async () => {
    server.emailIn.set(OTHER.id, "none");
    const element = await show({ "course-id": COURSE.id });
    expect(text(row(element, "This course"))).toContain("Same as all courses");
    Object.assign(element, { courses: [COURSE, OTHER] });
    await settle();
    expect(all(element, "li .course").map(text)).toEqual([OTHER.name, COURSE.name]);
    await select(element, COURSE.name, "none");
    expect(patches()).toEqual([{ email: "none", course_id: COURSE.id }]);
  });

  it("has no such section without courses", async () => {
    expect(all(await show(), "section[aria-labelledby=singly]")).toHaveLength(0);
  });
});

describe("in the inbox", () => {
  const inbox = (attributes: Record<string, string> = {}) =>
    mount("proserva-inbox", { api: server.base, ...attributes });

  it("opens with a button, knows the courses of the list, and gives the focus back", async () => {
    server.message(server.thread(INES), INES, "Hello");
    const element = await inbox();
    await click(button(element, "Settings"));
    const view = one(element, "proserva-preferences");
    expect(view.shadowRoot?.activeElement).toBe(one(view, "h2"));
    expect(all(one(one(view, "proserva-settings"), "proserva-settings-view"), "li .course").map(text)).toEqual([
      COURSE.name,
    ]);
    await press(one(view, "h2"), "Escape");
    expect(all(element, "proserva-preferences")).toHaveLength(0);
    expect(element.shadowRoot?.activeElement).toBe(button(element, "Settings"));
  });

  it("opens by the address, which is cleaned when it closes", async () => {
    const { id } = server.thread(INES);
    history.replaceState(null, "", `/messages/?preferences=1&thread=${id}`);
    const element = await inbox();
    const view = one(element, "proserva-preferences");
    expect(view.shadowRoot?.activeElement).toBe(one(view, "h2"));
    await click(button(element, "Close"));
    expect(location.search).toBe(`?thread=${id}`);
    expect(text(one(element, "proserva-thread h2, h2[tabindex]"))).toBe("Ines Torres");
  });

  it("makes room for a conversation that is chosen", async () => {
    server.message(server.thread(INES), INES, "Hello");
    history.replaceState(null, "", "/messages/?preferences=1");
    const element = await inbox();
    await click(one(element, ".item a"));
    expect(location.search).toMatch(/^\?thread=\d+$/);
    expect(all(element, "proserva-preferences")).toHaveLength(0);
    expect(hasButton(element, "Settings")).toBe(true);
  });
});

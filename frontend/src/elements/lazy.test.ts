// Tests of lazy elements: that the second script comes once, what is shown until then, and what where it does not come.
import { beforeEach, expect, it, vi } from "vitest";
import { LitElement } from "lit";
import { all, button, click, hasButton, mount, serve, setOnline, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";
import { lazy } from "./lazy";

let server: FakeServer;
let scripts: HTMLScriptElement[];
let tag: string;
let tags = 0;

/** Shows what it was handed. */
class View extends LitElement {
  static override properties = { api: {}, courseId: { attribute: false }, about: { attribute: false } };
  declare courseId: string;
  declare about: { name: string } | undefined;

  override render(): string {
    return `${this.courseId}: ${this.about?.name ?? "nothing"}`;
  }
}

beforeEach(() => {
  server = serve();
  server.config.more_url = `${server.base}proserva-more.0a1b2c.js`;
  scripts = [];
  vi.spyOn(document.head, "append").mockImplementation((...nodes) => void scripts.push(...(nodes as HTMLScriptElement[])));
  tag = `proserva-late${(tags += 1)}`;
  customElements.define(tag, lazy({ courseId: { attribute: "course-id" }, about: { attribute: false } }));
});

const show = () => mount(tag, { api: server.base, "course-id": "A" });

async function arrive(script = scripts.at(-1), defines = `${tag}-view`): Promise<void> {
  customElements.define(defines, class extends View {});
  script?.dispatchEvent(new Event("load"));
  await settle();
}

async function fail(): Promise<void> {
  scripts.at(-1)?.dispatchEvent(new Event("error"));
  await settle();
}

it("brings the script from where the server says, once for all, and shows that it loads", async () => {
  const [first, second] = [await show(), await show()];
  expect(scripts.map(({ src }) => src)).toEqual([new URL(server.config.more_url, location.href).href]);
  expect([first, second].map(text)).toEqual(["Loading…", "Loading…"]);
  await arrive();
  expect([first, second].map(text)).toEqual(["A: nothing", "A: nothing"]);
  await show();
  expect(scripts).toHaveLength(1);
});

it("hands on its attributes and properties, those of before and those of later", async () => {
  const element = await show();
  Object.assign(element, { about: { name: "Ines" } });
  await arrive();
  expect(text(element)).toBe("A: Ines");
  const [view] = all(element, `${tag}-view`);
  expect(view).toHaveProperty("api", server.base);
  element.setAttribute("course-id", "B");
  Object.assign(element, { about: { name: "Adam" } });
  await settle();
  expect(text(element)).toBe("B: Adam");
  expect(all(element, `${tag}-view`)).toEqual([view]);
});

it("asks again when somebody wants it to, where the script did not come", async () => {
  const element = await show();
  await fail();
  expect(text(element)).toBe("The server cannot be reached. Please try again in a moment. Try again");
  await click(button(element, "Try again"));
  expect(scripts).toHaveLength(2);
  expect(text(element)).toBe("Loading…");
  await arrive();
  expect(text(element)).toBe("A: nothing");
});

it("asks again by itself when the connection is back", async () => {
  const element = await show();
  setOnline(false);
  await fail();
  expect(text(element)).toBe("There was no connection. Please try again. Try again");
  setOnline(true);
  await settle();
  expect(scripts).toHaveLength(2);
  await arrive();
  expect(text(element)).toBe("A: nothing");
});

it("says so where the server does not tell, or has no such script", async () => {
  server.next["GET config/"] = "lost";
  const element = await show();
  expect(text(element)).toMatch(/^The server cannot be reached/);
  server.config.more_url = "";
  await click(button(element, "Try again"));
  expect(text(element)).toMatch(/^The server cannot be reached/);
  expect(scripts).toHaveLength(0);
});

it("says so where the script that came does not have it", async () => {
  const element = await show();
  await arrive(scripts[0], `${tag}-other`);
  expect(text(element)).toBe("Something went wrong. Please try again. Try again");
  expect(hasButton(element, "Try again")).toBe(true);
});

it("turns to another server where it is told to before the script has come", async () => {
  const other = serve();
  other.config.more_url = `${other.base}more.js`;
  const element = await show();
  element.setAttribute("api", other.base);
  await settle();
  await fail();
  expect(text(element)).toMatch(/^The server cannot be reached/);
  expect(scripts.at(-1)?.src).toContain(other.config.more_url);
});

// Tests of lazy elements: the second script is loaded once, with a loading state and an error state.
import { LitElement } from "lit";
import { beforeEach, expect, it, vi } from "vitest";
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
  vi.spyOn(document.head, "append").mockImplementation(
    (...nodes) => void scripts.push(...(nodes as HTMLScriptElement[])),
  );
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

it("loads the script from the address in the config, once for all, with a loading state", async () => {
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

it("can be retried after a failed load", async () => {
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
  expect(text(element)).toBe("No connection. Please try again. Try again");
  setOnline(true);
  await settle();
  expect(scripts).toHaveLength(2);
  await arrive();
  expect(text(element)).toBe("A: nothing");
});

it("shows an error if the server has no such script", async () => {
  server.next["GET config/"] = "lost";
  const element = await show();
  expect(text(element)).toMatch(/^The server cannot be reached/);
  server.config.more_url = "";
  await click(button(element, "Try again"));
  expect(text(element)).toMatch(/^The server cannot be reached/);
  expect(scripts).toHaveLength(0);
});

it("shows an error if the script lacks the element", async () => {
  const element = await show();
  await arrive(scripts[0], `${tag}-other`);
  expect(text(element)).toBe("Something went wrong. Please try again. Try again");
  expect(hasButton(element, "Try again")).toBe(true);
});

it("uses the new `api` if that changes while the script loads", async () => {
  const other = serve();
  other.config.more_url = `${other.base}more.js`;
  const element = await show();
  element.setAttribute("api", other.base);
  await settle();
  await fail();
  expect(text(element)).toMatch(/^The server cannot be reached/);
  expect(scripts.at(-1)?.src).toContain(other.config.more_url);
});

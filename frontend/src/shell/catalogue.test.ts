// Tests of the page's language: its catalogue is loaded once, with a short wait, and reaches all elements.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { INES } from "../testing/cast";
import { all, mount, one, serve, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
const CATALOGUE = {
  catalog: {
    Messages: "الرسائل",
    "%(count)s unread": ["صفر", "واحدة", "اثنتان", "%(count)s رسائل", "%(count)s رسالة", "%(count)s ر"],
  },
  plural: "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5",
};

beforeEach(() => {
  server = serve();
  server.catalogue = CATALOGUE;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(async () => {
  document.documentElement.lang = "";
  await settle();
});

const inbox = () => mount("proserva-inbox", { api: server.base });
const asked = () => server.called("GET", "catalog/").map(({ query }) => query.get("lang"));

it("needs nothing in English", async () => {
  document.documentElement.lang = "en-GB";
  expect(text(one(await inbox(), "h2"))).toBe("Messages");
  expect(asked()).toEqual([]);
});

it("is asked for once for all elements, and has all plurals", async () => {
  document.documentElement.lang = "ar";
  for (let n = 0; n < 3; n += 1) server.message(server.threads[0] ?? server.thread(INES), INES, "Hello");
  const element = await inbox();
  await mount("proserva-bell", { api: server.base });
  expect(text(one(element, "h2"))).toBe("الرسائل");
  expect(text(one(element, ".item"))).toContain("3 رسائل");
  expect(text(element)).toContain("Starred");
  expect(asked()).toEqual(["ar"]);
});

it("comes before the first paint if it is fast, and later if not", async () => {
  document.documentElement.lang = "ar";
  let arrive: () => void = () => undefined;
  server.hold = new Promise((resolve) => (arrive = resolve));
  const element = await inbox();
  expect(all(element, "h2")).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(300);
  await settle();
  expect(text(one(element, "h2"))).toBe("Messages");
  arrive();
  await settle();
  expect(text(one(element, "h2"))).toBe("الرسائل");
});

it("falls back to English", async () => {
  document.documentElement.lang = "ar";
  server.next["GET catalog/"] = "lost";
  const element = await inbox();
  await settle();
  expect(text(one(element, "h2"))).toBe("Messages");
});

it("follows a page that settles on its language later, and back", async () => {
  const element = await inbox();
  document.documentElement.lang = "ar";
  await settle();
  await settle();
  expect(text(one(element, "h2"))).toBe("الرسائل");
  document.documentElement.lang = "en";
  await settle();
  expect(text(one(element, "h2"))).toBe("Messages");
});

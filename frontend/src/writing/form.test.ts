// Tests of the form controller in each of the three forms: what it is filled with, and when.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeAnnouncements } from "../testing/announcements";
import { FakeBroadcasts } from "../testing/broadcasts";
import { COURSE } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, one, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

const OTHER = "course-v1:Another+COURSE+1";
let server: FakeServer;

beforeEach(() => {
  server = serve();
  new FakeBroadcasts(server);
  new FakeAnnouncements(server).canPost = true;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const FORMS = [
  { tag: "proserva-compose", area: "textarea" },
  { tag: "proserva-broadcast-form", area: "#body" },
  { tag: "proserva-announcement-form", area: "#body" },
];

interface FormElement extends HTMLElement {
  api: string;
  courseId: string;
}

describe.each(FORMS)("$tag", ({ tag, area }) => {
  const show = async (courseId: string) => {
    const element = document.createElement(tag) as FormElement;
    Object.assign(element, { api: server.base, courseId });
    document.body.append(element);
    await settle();
    return element;
  };
  const go = async (element: FormElement, courseId: string) => {
    element.courseId = courseId;
    await settle();
  };
  const written = (element: FormElement) => one<HTMLTextAreaElement>(element, area).value;

  it("waits for its course", async () => {
    const element = await show("");
    expect(all(element, ".skeleton")).toHaveLength(1);
    await go(element, COURSE.id);
    expect(written(element)).toBe("");
  });

  it("can be tried again if it cannot be loaded", async () => {
    server.next["GET config/"] = refuse(500, "server_error", "Our fault.");
    const element = await show(COURSE.id);
    expect(text(element)).toContain("Our fault.");
    await click(button(element, "Try again"));
    expect(written(element)).toBe("");
  });

  it("keeps a draft in each course", async () => {
    const element = await show(COURSE.id);
    await type(one(element, area), "For the first course");
    await go(element, OTHER);
    expect(written(element)).toBe("");
    await go(element, COURSE.id);
    expect(written(element)).toBe("For the first course");
  });

  it("hides a late failure of the course before", async () => {
    server.next["GET config/"] = refuse(500, "server_error", "Our fault.");
    const arrive = server.late("GET config/");
    const element = await show(COURSE.id);
    // Another client for the same server, which asks for the configuration again.
    Object.assign(element, { api: `${server.base}?again/`, courseId: OTHER });
    await settle();
    expect(written(element)).toBe("");
    arrive();
    await settle();
    expect(text(element)).not.toContain("Our fault.");
    expect(written(element)).toBe("");
  });
});

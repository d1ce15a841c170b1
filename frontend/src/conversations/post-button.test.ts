// Tests of <proserva-post-button>: which post is on screen, as the address of the discussions front end says.
import { beforeEach, expect, it, vi } from "vitest";
import { postIn, postOnPage } from "../shell/location";
import { COURSE } from "../testing/cast";
import { all, button, click, mount, one, press, serve, settle, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

const POST = "5f0c1a7be4d2a90c11d20001";
let server: FakeServer;

beforeEach(() => {
  server = serve();
});

it.each([
  `/discussions/${COURSE.id}/posts/${POST}`,
  `/discussions/${COURSE.id}/my-posts/${POST}/`,
  `/discussions/${COURSE.id}/topics/general-topic/posts/${POST}`,
  `/discussions/${encodeURIComponent(COURSE.id)}/category/Week 1/posts/${POST}`,
  `/discussions/${COURSE.id}/learners/a.da@x/posts/${POST}`,
  `/${COURSE.id}/posts/${POST}`,
  `/courses/${COURSE.id}/discussion/forum/general-topic/threads/${POST}`,
])("knows the post of %s", (pathname) => {
  expect(postIn({ pathname })).toEqual({ course: COURSE.id, thread: POST });
});

it.each([
  `/discussions/${COURSE.id}/posts`,
  `/discussions/${COURSE.id}/posts/${POST}/edit`,
  `/discussions/${COURSE.id}/topics/general-topic`,
  `/discussions/${COURSE.id}/topics/posts`,
  `/discussions/course/posts/${POST}`,
  `/discussions/${COURSE.id}/posts/<b>`,
  "/",
])("knows none in %s", (pathname) => {
  expect(postIn({ pathname })).toBeNull();
});

it("has a run in another script", () => {
  const course = "course-v1:Прага+Ünï+٢٠٢٦";
  expect(postIn({ pathname: encodeURI(`/discussions/${course}/posts/${POST}`) })).toEqual({ course, thread: POST });
});

it("finds the post of a discussion frame beside a lesson", () => {
  const frame = (contentWindow: unknown) => ({ contentWindow });
  const closed = frame(
    Object.defineProperty({}, "location", {
      get: () => {
        throw new DOMException("cross-origin");
      },
    }),
  );
  const inside = frame({ location: { pathname: `/discussions/${COURSE.id}/category/x/posts/${POST}` } });
  const page = (frames: unknown[]) =>
    ({
      location: { pathname: "/learning/course/x" },
      document: { querySelectorAll: () => frames },
    }) as unknown as Window;
  expect(postOnPage(page([closed, inside]))?.thread).toBe(POST);
  expect(postOnPage(page([closed, frame(null)]))).toBeNull();
});

it("follows the address, and quotes the post that is on screen", async () => {
  vi.useFakeTimers();
  try {
    history.replaceState(null, "", `/discussions/${COURSE.id}/posts`);
    const element = await mount("proserva-post-button", { api: server.base });
    expect(all(element, "button")).toEqual([]);
    history.pushState(null, "", `/discussions/${COURSE.id}/posts/${POST}`);
    await vi.advanceTimersByTimeAsync(600);
    await click(button(element, "Message the instructor privately"));
    await settle();
    await type(one<HTMLTextAreaElement>(element, "textarea"), "In private");
    await press(one(element, "textarea"), "Enter", { ctrlKey: true });
    expect(server.called("POST", "threads/")[0]?.body).toMatchObject({
      course_id: COURSE.id,
      context: { discussion_thread_id: POST },
    });
    history.pushState(null, "", "/discussions/");
    await vi.advanceTimersByTimeAsync(600);
    expect(all(element, "button")).toEqual([]);
  } finally {
    vi.useRealTimers();
    history.replaceState(null, "", "/");
  }
});

// Tests of the REST client: cookies, CSRF from another origin, and answers that are none of ours.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setOnline } from "../testing/page";
import { Api, apiAt, ApiError, errorText } from "./api";

type Answers = (url: string, init: RequestInit) => Response;
let sent: [string, RequestInit][] = [];

function answer(answers: Answers): void {
  sent = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    sent.push([url, init]);
    return Promise.resolve(answers(url, init));
  });
}

const header = (at: number, name: string) => new Headers(sent[at]?.[1].headers).get(name);
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error as ApiError,
  );

beforeEach(() => {
  document.cookie = "csrftoken=from-cookie";
});

afterEach(() => vi.restoreAllMocks());

it("talks to this host by itself, as who is signed in, past every cache", async () => {
  answer(() => new Response("{}"));
  await apiAt("").post("threads/", { a: 1 }, "key-1");
  const [url, init] = sent[0] ?? ["", {}];
  expect(new URL(url).pathname).toBe("/api/proserva_messaging/v1/threads/");
  expect(init).toMatchObject({ credentials: "include", cache: "no-store", body: '{"a":1}' });
  expect([header(0, "X-CSRFToken"), header(0, "USE-JWT-COOKIE"), header(0, "Idempotency-Key")]).toEqual([
    "from-cookie",
    "true",
    "key-1",
  ]);
});

it("gives no CSRF token away with what only reads", async () => {
  answer(() => new Response("{}"));
  await apiAt("").get("threads/");
  expect(header(0, "X-CSRFToken")).toBeNull();
});

it("asks another host for its own token, once", async () => {
  answer((url) => new Response(url.endsWith("/csrf/api/v1/token") ? '{"csrfToken": "theirs"}' : "{}"));
  const api = new Api("https://lms.example.org/api/proserva_messaging/v1/");
  await api.post("threads/", {});
  await api.post("threads/", {});
  expect(sent.map(([url]) => new URL(url).pathname)).toEqual([
    "/csrf/api/v1/token",
    "/api/proserva_messaging/v1/threads/",
    "/api/proserva_messaging/v1/threads/",
  ]);
  expect(header(1, "X-CSRFToken")).toBe("theirs");
});

it("resolves addresses against the API, and only http", () => {
  const api = new Api("https://lms.example.org/api/proserva_messaging/v1/");
  expect(api.resolve("/messages/?thread=7#message-12")).toBe("https://lms.example.org/messages/?thread=7#message-12");
  expect(["javascript:alert(1)", "data:text/html,x", "https://"].map((url) => api.resolve(url))).toEqual([
    "#",
    "#",
    "#",
  ]);
});

it("escapes what goes into a path", async () => {
  answer(() => new Response("{}"));
  await apiAt("").recipients("course-v1:A+B+C", { q: "é &", usernames: "" });
  expect(sent[0]?.[0]).toMatch(/courses\/course-v1%3AA%2BB%2BC\/recipients\/\?q=%C3%A9\+%26$/);
});

it.each([
  [500, "<h1>Bad gateway</h1>", "server_error"],
  [
    401,
    '{"code": "not_authenticated", "message": "Authentication credentials were not provided.", "fields": {}}',
    "not_authenticated",
  ],
  [413, "<html>nginx</html>", "file_too_large"],
  [200, "<html>Sign in</html>", "server_error"],
  [400, '{"detail": "not our shape"}', "server_error"],
])("makes sense of %i %s", async (status, body, code) => {
  answer(() => new Response(body, { status }));
  const error = await failureOf(apiAt("").get("threads/"));
  expect(error).toBeInstanceOf(ApiError);
  expect(error?.code).toBe(code);
  expect(errorText(error)).not.toBe("");
});

it.each([
  ["40", "<html>nginx</html>", "Try again in 40 seconds."],
  ["1", "", "Try again in 1 second."],
  ["300", "<html>nginx</html>", "Try again in 5 minutes."],
  ["40", '{"code": "throttled", "message": "Try again in 40 seconds.", "fields": {}}', "Try again in 40 seconds."],
])("says when to try again after %s seconds: %s", async (wait, body, words) => {
  answer(() => new Response(body, { status: 429, headers: { "Retry-After": wait } }));
  const error = await failureOf(apiAt("").post("threads/", {}));
  expect([error?.code, error?.message, error?.retryAfter]).toEqual(["throttled", words, Number(wait)]);
});

it("reads a date after which to try again", async () => {
  const headers = { "Retry-After": new Date(Date.now() + 60_000).toUTCString() };
  answer(() => new Response("", { status: 429, headers }));
  const error = await failureOf(apiAt("").get("threads/"));
  expect(error?.retryAfter).toBeGreaterThan(50);
  expect(error?.retryAfter).toBeLessThanOrEqual(60);
});

it("distinguishes a lost connection from an unreachable server", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  expect((await failureOf(apiAt("").get("threads/")))?.message).toContain("The server cannot be reached");
  setOnline(false);
  expect((await failureOf(apiAt("").get("threads/")))?.message).toContain("No connection");
});

it("has a word for mistakes of its own too", () => {
  expect(errorText(new RangeError("oops"))).toBe("Something went wrong. Please try again.");
});

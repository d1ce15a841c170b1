// The REST client: one place that knows about cookies, CSRF, errors, ETags, uploads and the server's settings.
import { type Catalogue, gettext, ngettext } from "./i18n";
import type { Attachment, Config, Fields, RecipientPage } from "./types";

const DEFAULT_BASE = "/api/proserva_messaging/v1/";
/** A request that takes longer is as good as lost. */
const TIMEOUT_MS = 30_000;

type Params = Record<string, string | number | boolean | null | undefined>;

interface Options {
  params?: Params;
  body?: unknown;
  /** Sent as `Idempotency-Key`. */
  key?: string;
  headers?: Record<string, string>;
}

/** A request that failed. `status` is 0 if there was no answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: Fields = {},
    readonly retryAfter = 0,
  ) {
    super(message);
  }
}

/** The text for any failure, an `ApiError` or a bug. */
export function errorText(error: unknown): string {
  return error instanceof ApiError ? error.message : gettext("Something went wrong. Please try again.");
}

export interface Upload {
  done: Promise<Attachment>;
  abort: () => void;
}

/** Talks to one host's API. Get it from `apiAt`. */
export class Api {
  private readonly base: URL;
  private token = "";

  constructor(base: string) {
    this.base = new URL(base.endsWith("/") ? base : `${base}/`, location.href);
  }

  get<T>(path: string, params: Params = {}): Promise<T> {
    return this.json<T>("GET", path, { params });
  }

  post<T>(path: string, body: unknown, key?: string): Promise<T> {
    return this.json<T>("POST", path, key ? { body, key } : { body });
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.json<T>("PATCH", path, { body });
  }

  async remove(path: string): Promise<void> {
    await this.request("DELETE", path);
  }

  recipients(course: string, params: Params): Promise<RecipientPage> {
    return this.get(`courses/${encodeURIComponent(course)}/recipients/`, params);
  }

  /** Our strings in a language. The one answer that a browser may keep. */
  async catalogue(lang: string): Promise<Catalogue> {
    const response = await reach(this.url("catalog/", { lang }), { headers: { Accept: "application/json" } });
    if (!response.ok) throw failure(response.status, "");
    return (await response.json()) as Catalogue;
  }

  /** The resource with its ETag; `null` if it has not changed since `etag`. */
  async since<T>(
    etag: string,
    path: string,
    params: Params = {},
  ): Promise<{ body: T; etag: string; at: number } | null> {
    const headers: Record<string, string> = etag ? { "If-None-Match": etag } : {};
    const response = await this.request("GET", path, { params, headers });
    if (response.status === 304) return null;
    const body = await parsed<T>(response);
    // By the server's clock if it can be read; another origin's cannot.
    const at = Date.parse(response.headers.get("Date") ?? "") || Date.now();
    return { body, etag: response.headers.get("ETag") ?? "", at };
  }

  /** Uploads a file and reports progress (0 to 1), which only XMLHttpRequest provides. */
  upload(course: string, file: File, progress: (part: number) => void): Upload {
    const request = new XMLHttpRequest();
    const done = this.csrf().then((token) => {
      return new Promise<Attachment>((resolve, reject) => {
        request.open("POST", this.url("attachments/"));
        request.withCredentials = true;
        Object.entries(this.headers(token)).forEach(([name, value]) => request.setRequestHeader(name, value));
        request.upload.onprogress = (event) => progress(event.total ? event.loaded / event.total : 0);
        request.onload = () => {
          if (request.status === 201) resolve(JSON.parse(request.responseText) as Attachment);
          else
            reject(failure(request.status, request.responseText, retryAfter(request.getResponseHeader("Retry-After"))));
        };
        request.onerror = () => reject(unreachable());
        request.onabort = () => reject(new ApiError(0, "aborted", ""));
        request.send(form(course, file));
      });
    });
    return { done, abort: () => request.abort() };
  }

  /** An address that the API gave, as seen from this page. Anything but http(s) leads nowhere. */
  resolve(url: string): string {
    try {
      const resolved = new URL(url, this.base);
      return /^https?:$/.test(resolved.protocol) ? resolved.href : "#";
    } catch {
      return "#";
    }
  }

  private url(path: string, params: Params = {}): string {
    const url = new URL(path, this.base);
    for (const [name, value] of Object.entries(params)) {
      if (value !== undefined && value !== null && value !== "" && value !== false) {
        url.searchParams.set(name, value === true ? "1" : String(value));
      }
    }
    return url.href;
  }

  private headers(token: string): Record<string, string> {
    const headers: Record<string, string> = { Accept: "application/json", "USE-JWT-COOKIE": "true" };
    if (token) headers["X-CSRFToken"] = token;
    return headers;
  }

  private async json<T>(method: string, path: string, options: Options): Promise<T> {
    return parsed<T>(await this.request(method, path, options));
  }

  private async request(method: string, path: string, options: Options = {}): Promise<Response> {
    const headers = { ...this.headers(method === "GET" ? "" : await this.csrf()), ...options.headers };
    if (options.key) headers["Idempotency-Key"] = options.key;
    const init: RequestInit = { method, headers, credentials: "include", cache: "no-store" };
    if (options.body !== undefined) {
      headers["Content-Type"] = "application/json";
      init.body = JSON.stringify(options.body);
    }
    const response = await reach(this.url(path, options.params), init);
    if (response.ok || response.status === 304) return response;
    throw failure(response.status, await response.text(), retryAfter(response.headers.get("Retry-After")));
  }

  /** The cookie, or a token from the LMS if that is another origin. */
  private async csrf(): Promise<string> {
    if (this.base.origin === location.origin) return cookie("csrftoken");
    if (!this.token) {
      const response = await reach(new URL("/csrf/api/v1/token", this.base).href, { credentials: "include" });
      const answer = response.ok ? ((await response.json()) as { csrfToken?: string }) : {};
      this.token = answer.csrfToken ?? "";
    }
    return this.token;
  }
}

const clients = new Map<string, Api>();

/** The client for a base address; the same one for the same base. */
export function apiAt(base: string): Api {
  const key = base || DEFAULT_BASE;
  const client = clients.get(key) ?? new Api(key);
  clients.set(key, client);
  return client;
}

function form(course: string, file: File): FormData {
  const data = new FormData();
  data.append("course_id", course);
  data.append("file", file);
  return data;
}

async function parsed<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch {
    throw failure(response.status, "");
  }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch {
    throw unreachable();
  }
}

/** The error for a request without an answer. */
export function unreachable(): ApiError {
  const text = navigator.onLine
    ? gettext("The server cannot be reached. Please try again in a moment.")
    : gettext("No connection. Please try again.");
  return new ApiError(0, "unreachable", text);
}

function failure(status: number, text: string, wait = 0): ApiError {
  // In words for the user, not for a program.
  if (status === 401)
    return new ApiError(401, "not_authenticated", gettext("You are signed out. Sign in again to continue here."));
  try {
    const { code, message, fields } = JSON.parse(text) as { code?: string; message?: string; fields?: Fields };
    if (code && message) return new ApiError(status, code, message, fields ?? {}, wait);
  } catch {
    // Not one of our answers: a proxy's page, say.
  }
  if (status === 429 && wait) return new ApiError(429, "throttled", waitWords(wait), {}, wait);
  if (status === 413) return new ApiError(413, "file_too_large", gettext("This is too large for the server."));
  return new ApiError(status, "server_error", gettext("Something went wrong on our side. Please try again."), {}, wait);
}

/** The seconds in a `Retry-After`, which may also be a date; 0 without one. */
function retryAfter(header: string | null): number {
  if (!header) return 0;
  const seconds = Number(header) || (Date.parse(header) - Date.now()) / 1000;
  return seconds > 0 ? Math.ceil(seconds) : 0;
}

/** When to try again. The API's own answers say it themselves; a proxy's do not. */
function waitWords(seconds: number): string {
  if (seconds < 120) return ngettext("Try again in %(count)s second.", "Try again in %(count)s seconds.", seconds);
  const minutes = Math.ceil(seconds / 60);
  return ngettext("Try again in %(count)s minute.", "Try again in %(count)s minutes.", minutes);
}

function cookie(name: string): string {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

const asked = new WeakMap<Api, Promise<Config>>();

/** `GET config/`, shared. A failure is not remembered, so the next one asks again. */
export function getConfig(api: Api): Promise<Config> {
  const known = asked.get(api);
  if (known) return known;
  const answer = api.get<Config>("config/");
  asked.set(api, answer);
  answer.catch(() => asked.delete(api));
  return answer;
}

// Requests and answers of the server in memory.
import type { Page, Schemas } from "../shell/types";

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: Record<string, unknown>;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export type Route = [string, RegExp, Handler];

type Handler = (call: Call, ...parts: string[]) => Answer;

/** The message of an error with `fields`. */
export const INVALID = "Please fix the errors below.";

export function refuse(status: number, code: string, message: string, fields: Record<string, string[]> = {}): Answer {
  return { status, body: { code, message, fields } satisfies Schemas["Error"] };
}

export const NOT_FOUND = refuse(404, "not_found", "Not found.");

/** One page of a list, as the request asks for it. */
export function page<T>(all: T[], { query }: Call, size: number): Answer {
  const from = Number(query.get("cursor") ?? 0);
  const to = from + Number(query.get("limit") ?? size);
  // A copy, as over a wire: what the server changes later is not seen until it is asked.
  const results = structuredClone(all.slice(from, to));
  return { status: 200, body: { results, next_cursor: to < all.length ? String(to) : null } satisfies Page<T> };
}

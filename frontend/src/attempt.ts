// The idempotency key of a send: the same for the same content, a new one for other content.
import type { Attempt } from "./drafts";

/** `crypto.randomUUID` exists on https pages only; an LMS in development is not always one. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The attempt to use for this content: the last one where it was for the same. */
export function attemptFor(content: unknown, last: Attempt | null): Attempt {
  const text = JSON.stringify(content);
  return last?.content === text ? last : { key: uuid(), content: text };
}

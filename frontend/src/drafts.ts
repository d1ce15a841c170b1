// Unsent messages, kept in this browser, each under its writer's name.
import type { Attachment, GroupChoice, Recipient } from "./types";

const PREFIX = "proserva.draft:";
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;

export interface Draft {
  body: string;
  recipients: Recipient[];
  group: GroupChoice | null;
  attachments: Attachment[];
  /** The key of a send that may have arrived although its answer did not, and what it was for. */
  attempt: Attempt | null;
}

export interface Attempt {
  key: string;
  content: string;
}

type Stored<D extends Draft> = D & { saved: number };

function place(username: string, scope: string): string {
  return `${PREFIX}${encodeURIComponent(username)}:${scope}`;
}

function isFresh<D extends Draft>(stored: Partial<Stored<D>>): stored is Stored<D> {
  const whole = typeof stored.body === "string" && Array.isArray(stored.attachments) && Array.isArray(stored.recipients);
  return whole && Date.now() - (stored.saved ?? 0) < KEEP_MS;
}

function parse<D extends Draft>(text: string | null): Stored<D> | null {
  if (!text) return null;
  try {
    const stored = JSON.parse(text) as Partial<Stored<D>> | null;
    return stored && isFresh(stored) ? stored : null;
  } catch {
    return null;
  }
}

/** Storage may be full, or refused altogether (private windows, blocked frames): a draft is then not kept. */
function quietly<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

/** `D` is what that place keeps: a form may add to what every draft has. */
export function loadDraft<D extends Draft = Draft>(username: string, scope: string): D | null {
  return quietly(() => {
    purge();
    return parse<D>(localStorage.getItem(place(username, scope)));
  }, null);
}

export function saveDraft(username: string, scope: string, draft: Draft): void {
  const stored: Stored<Draft> = { ...draft, saved: Date.now() };
  quietly(() => localStorage.setItem(place(username, scope), JSON.stringify(stored)), undefined);
}

export function clearDraft(username: string, scope: string): void {
  quietly(() => localStorage.removeItem(place(username, scope)), undefined);
}

/** Forgets everybody's drafts that are too old. */
function purge(): void {
  const ours = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  for (const key of ours) if (!parse(localStorage.getItem(key))) localStorage.removeItem(key);
}

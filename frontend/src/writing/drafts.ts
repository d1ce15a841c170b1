// Unsent messages, kept in this browser under their writer's name, and the idempotency key of a send.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Attachment, GroupChoice, Recipient } from "../shell/types";

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

function keyOf(username: string, scope: string): string {
  return `${PREFIX}${encodeURIComponent(username)}:${scope}`;
}

function isFresh<D extends Draft>(stored: Partial<Stored<D>>): stored is Stored<D> {
  const whole =
    typeof stored.body === "string" && Array.isArray(stored.attachments) && Array.isArray(stored.recipients);
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
    return parse<D>(localStorage.getItem(keyOf(username, scope)));
  }, null);
}

export function saveDraft(username: string, scope: string, draft: Draft): void {
  const stored: Stored<Draft> = { ...draft, saved: Date.now() };
  quietly(() => localStorage.setItem(keyOf(username, scope), JSON.stringify(stored)), undefined);
}

export function clearDraft(username: string, scope: string): void {
  quietly(() => localStorage.removeItem(keyOf(username, scope)), undefined);
}

/** Deletes old drafts of all users. */
function purge(): void {
  const ours = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  for (const key of ours) if (!parse(localStorage.getItem(key))) localStorage.removeItem(key);
}

const SAVE_AFTER_MS = 400;

export class DraftKeeper<D extends Draft = Draft> implements ReactiveController {
  private timer = 0;
  /** The user and the scope of this draft, as of `take`, even if the element's attributes change later. */
  private slot: [username: string, scope: string] | null = null;

  /** `current` returns the draft to keep, or `null` if it is not worth keeping. */
  constructor(
    host: ReactiveControllerHost,
    private readonly current: () => D | null,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener("pagehide", this.flush);
  }

  hostDisconnected(): void {
    this.flush();
    window.removeEventListener("pagehide", this.flush);
  }

  /** Loads the draft of this user and scope, and keeps it there from now on. */
  take(username: string, scope: string): D | null {
    this.slot = [username, scope];
    return loadDraft(username, scope);
  }

  /** Something has changed. */
  touch(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.flush, SAVE_AFTER_MS);
  }

  readonly flush = (): void => {
    clearTimeout(this.timer);
    if (!this.slot) return;
    const draft = this.current();
    if (draft) saveDraft(...this.slot, draft);
    else clearDraft(...this.slot);
  };
}

/** `crypto.randomUUID` exists on https pages only; an LMS in development is not always one. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The attempt for this content: the last one if that was for the same. */
export function attemptFor(content: unknown, last: Attempt | null): Attempt {
  const text = JSON.stringify(content);
  return last?.content === text ? last : { key: uuid(), content: text };
}

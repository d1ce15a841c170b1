// Asks the server what a broadcast would look like and how many it would reach: when the writing rests, and the last
// answer counts.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Api, ApiError, errorText } from "../shell/api";
import type { Fields } from "../shell/types";
import type { Audience, Preview } from "./broadcast";

const PAUSE_MS = 600;

export interface Previewed {
  course_id: string;
  subject: string;
  body: string;
  attachments: number[];
  audience: Audience;
}

export class Previewer implements ReactiveController {
  latest: Preview | null = null;
  /** The server's errors, by field. */
  errors: Fields = {};
  problem = "";
  /** The preview is of an earlier content. */
  stale = false;

  private timer = 0;
  private asked = 0;
  private content = "";
  private pending: (() => Promise<void>) | null = null;
  private running = Promise.resolve();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }

  /** Once the writing rests. */
  ask(api: Api, content: Previewed, pause = PAUSE_MS): void {
    const text = JSON.stringify(content);
    if (text === this.content) return;
    this.content = text;
    this.asked += 1;
    clearTimeout(this.timer);
    this.stale = true;
    const { asked } = this;
    this.pending = () => this.fetch(api, content, asked);
    this.timer = window.setTimeout(() => this.go(), pause);
    this.host.requestUpdate();
  }

  /** Resolves when what is known is of the content that was asked about last: without waiting for a rest. */
  settle(): Promise<void> {
    clearTimeout(this.timer);
    this.go();
    return this.running;
  }

  private go(): void {
    if (this.pending) this.running = this.pending();
    this.pending = null;
  }

  private async fetch(api: Api, content: Previewed, asked: number): Promise<void> {
    try {
      const preview = await api.post<Preview>("broadcasts/preview/", content);
      if (asked === this.asked) Object.assign(this, { latest: preview, errors: {}, problem: "" });
    } catch (error) {
      if (asked === this.asked) await this.failed(api, content, error);
    }
    if (asked !== this.asked) return;
    this.stale = false;
    this.host.requestUpdate();
  }

  private async failed(api: Api, content: Previewed, error: unknown): Promise<void> {
    const { asked } = this;
    this.errors = error instanceof ApiError ? error.fields : {};
    this.problem = Object.keys(this.errors).length ? "" : errorText(error);
    // The same content may be asked about again.
    if (this.problem) this.content = "";
    if (this.problem || this.errors.audience) return;
    // The count does not depend on errors in the text.
    const plain = await api
      .post<Preview>("broadcasts/preview/", { ...content, subject: "", body: "" })
      .catch(() => null);
    if (plain && asked === this.asked) this.latest = { ...(this.latest ?? plain), count: plain.count };
  }
}

// Keeps what is being written: a moment after each change, and at the latest when the page goes.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { clearDraft, type Draft, loadDraft, saveDraft } from "../drafts";

const SAVE_AFTER_MS = 400;

export class DraftKeeper<D extends Draft = Draft> implements ReactiveController {
  private timer = 0;
  /** Whose draft this is, and of what: as when it was taken, whatever the element is told since. */
  private place: [username: string, scope: string] | null = null;

  /** `current` answers what to keep, or nothing where that is not worth it. */
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

  /** What was kept there, if anything; from now on that is the place. */
  take(username: string, scope: string): D | null {
    this.place = [username, scope];
    return loadDraft(username, scope);
  }

  /** Something has changed. */
  touch(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.flush, SAVE_AFTER_MS);
  }

  readonly flush = (): void => {
    clearTimeout(this.timer);
    if (!this.place) return;
    const draft = this.current();
    if (draft) saveDraft(...this.place, draft);
    else clearDraft(...this.place);
  };
}

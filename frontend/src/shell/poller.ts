// Repeats a task: slower while the page is hidden, with a back-off while it fails.
import { ApiError } from "./api";

const HIDDEN_FACTOR = 4;
const LONGEST_MS = 5 * 60_000;

/** Calls `work` at once and then every `seconds`, never twice at the same time. A 401 ends it. */
export class Poller {
  private timer = 0;
  private failures = 0;
  private busy = false;
  private again = false;
  private running = false;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly seconds: () => number,
  ) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    document.addEventListener("visibilitychange", this.wake);
    window.addEventListener("focus", this.wake);
    window.addEventListener("online", this.back);
    this.now();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.wake);
    window.removeEventListener("focus", this.wake);
    window.removeEventListener("online", this.back);
  }

  /** Does not wait for its turn. */
  readonly now = (): void => {
    if (!this.running) return;
    if (this.busy) this.again = true;
    else void this.run();
  };

  /** A page that comes to the front gets two events; a request in flight is recent enough. */
  private readonly wake = (): void => {
    if (!this.busy) this.back();
  };

  private readonly back = (): void => {
    if (document.visibilityState === "visible") this.now();
  };

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    this.busy = true;
    let wait = 0;
    try {
      await this.work();
      this.failures = 0;
    } catch (error) {
      this.failures += 1;
      if (error instanceof ApiError && error.status === 401) this.stop();
      else if (error instanceof ApiError) wait = error.retryAfter * 1000;
    } finally {
      this.busy = false;
    }
    this.next(wait);
  }

  private next(atLeast: number): void {
    if (!this.running) return;
    if (this.again) {
      this.again = false;
      void this.run();
      return;
    }
    const slow = document.visibilityState === "visible" ? 1 : HIDDEN_FACTOR;
    const wait = this.seconds() * 1000 * slow * 2 ** Math.min(this.failures, 5);
    this.timer = window.setTimeout(this.now, Math.max(atLeast, Math.min(wait, LONGEST_MS)));
  }
}

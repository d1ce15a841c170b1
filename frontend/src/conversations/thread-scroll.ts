// The scroll position of a conversation: what is in view, how to get there, and whether the end is followed.
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** The distance to the end that counts as following it. */
const NEAR_END_PX = 80;

type Host = ReactiveControllerHost & { renderRoot: ParentNode };

export class ThreadScroll implements ReactiveController {
  /** The end is followed: it stays in view as the conversation grows. */
  following = true;
  private readonly sizes = new ResizeObserver(() => this.following && this.toEnd());

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.sizes.disconnect();
  }

  get area(): HTMLElement | null {
    return this.host.renderRoot.querySelector(".scroll");
  }

  /** From now on the end stays in view as things grow, while it is followed. */
  watch(): void {
    this.following = this.nearEnd();
    this.host.renderRoot.querySelectorAll(".scroll, ol").forEach((part) => this.sizes.observe(part));
  }

  /** Handles a scroll. Return whether the end is in view. */
  moved(): boolean {
    return (this.following = this.nearEnd());
  }

  toEnd(): void {
    this.following = true;
    if (this.area) this.area.scrollTop = this.area.scrollHeight;
  }

  /** Brings it that far down from the top. `scrollIntoView` would move the page around this element too. */
  bring(selector: string, part: number): void {
    const { area } = this;
    const target = this.host.renderRoot.querySelector(selector);
    if (!area || !target) return;
    const distance = target.getBoundingClientRect().top - area.getBoundingClientRect().top;
    area.scrollTop += distance - area.clientHeight * part;
  }

  /** Runs `work`, which adds content above, and keeps the view. */
  async holding(work: () => Promise<unknown>): Promise<void> {
    const { area } = this;
    if (!area) return;
    const fromEnd = area.scrollHeight - area.scrollTop;
    await work();
    this.host.requestUpdate();
    await this.host.updateComplete;
    area.scrollTop = area.scrollHeight - fromEnd;
  }

  /** The last message that has been in view. */
  newestShown(): number | null {
    const end = this.area?.getBoundingClientRect().bottom ?? 0;
    const rows = [...this.host.renderRoot.querySelectorAll<HTMLElement>("[data-id]")];
    const last = rows.findLast((row) => row.getBoundingClientRect().top <= end);
    return last ? Number(last.dataset.id) : null;
  }

  private nearEnd(): boolean {
    const { area } = this;
    return !area || area.scrollHeight - area.scrollTop - area.clientHeight < NEAR_END_PX;
  }
}

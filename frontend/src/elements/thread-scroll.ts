// Where a conversation is scrolled to: what is in sight, what is brought there, and whether the end is being followed.
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** This near the end counts as reading along. */
const NEAR_END_PX = 80;

type Host = ReactiveControllerHost & { renderRoot: ParentNode };

export class ThreadScroll implements ReactiveController {
  /** Reading along at the end: what grows then keeps the end in view. */
  following = true;
  private readonly sizes = new ResizeObserver(() => this.following && this.toEnd());

  constructor(private readonly host: Host) {
    host.addController(this as ReactiveController);
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

  /** Somebody has scrolled; whether they are at the end. */
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

  /** Adds above by `work`, and leaves what is being read where it is. */
  async holding(work: () => Promise<unknown>): Promise<void> {
    const { area } = this;
    if (!area) return;
    const fromEnd = area.scrollHeight - area.scrollTop;
    await work();
    this.host.requestUpdate();
    await this.host.updateComplete;
    area.scrollTop = area.scrollHeight - fromEnd;
  }

  /** The last message that has been before somebody's eyes. */
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

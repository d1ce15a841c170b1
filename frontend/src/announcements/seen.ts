// Detects which announcements have been in view for a moment.
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Cards that are scrolled past quickly do not count. */
const LOOK_MS = 800;

interface Host extends ReactiveControllerHost {
  renderRoot: ParentNode;
}

export class SeenCards implements ReactiveController {
  private observer: IntersectionObserver | null = null;
  private readonly watched = new WeakSet<Element>();
  private readonly inside = new Set<Element>();
  private timer = 0;

  /** `seen` hears of ids that may be unread, again and again. */
  constructor(
    private readonly host: Host,
    private readonly seen: (ids: number[]) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.observer = new IntersectionObserver((entries) => {
      entries.forEach(({ isIntersecting, target }) =>
        isIntersecting ? this.inside.add(target) : this.inside.delete(target),
      );
      this.soon();
    });
    document.addEventListener("visibilitychange", this.soon);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.observer?.disconnect();
    this.inside.clear();
    document.removeEventListener("visibilitychange", this.soon);
  }

  hostUpdated(): void {
    this.host.renderRoot.querySelectorAll("[data-id]").forEach((card) => {
      if (this.watched.has(card)) return;
      this.watched.add(card);
      this.observer?.observe(card);
    });
  }

  private readonly soon = (): void => {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.look(), LOOK_MS);
  };

  private look(): void {
    const here = [...this.inside].filter((card) => card.isConnected);
    if (document.visibilityState === "visible" && here.length)
      this.seen(here.map((card) => Number(card.getAttribute("data-id"))));
  }
}

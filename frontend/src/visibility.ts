// Whether somebody can be looking: the page is in front, and the element within the window.
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Tells its host when it comes into view. */
export class InView implements ReactiveController {
  private observer?: IntersectionObserver;
  private inside = false;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly entered: () => void,
  ) {
    host.addController(this);
  }

  get now(): boolean {
    return this.inside && document.visibilityState === "visible";
  }

  hostConnected(): void {
    this.observer = new IntersectionObserver((entries) => {
      this.inside = entries[entries.length - 1]?.isIntersecting ?? false;
      this.check();
    });
    this.observer.observe(this.host);
    document.addEventListener("visibilitychange", this.check);
  }

  hostDisconnected(): void {
    this.inside = false;
    this.observer?.disconnect();
    document.removeEventListener("visibilitychange", this.check);
  }

  private readonly check = (): void => {
    if (this.now) this.entered();
  };
}

const IDLE_AFTER_MS = 3 * 60_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "scroll"];
let lastSign = Date.now();
let watching = false;

/** Whether nobody has touched this page for a while. */
export function isIdle(): boolean {
  if (!watching) {
    watching = true;
    const sign = () => (lastSign = Date.now());
    SIGNS.forEach((name) => window.addEventListener(name, sign, { passive: true, capture: true }));
  }
  return Date.now() - lastSign > IDLE_AFTER_MS;
}

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

const SIGNS = ["pointerdown", "pointermove", "keydown", "scroll", "focus"];
/** Whoever comes back after this long wants to see at once what has come. */
const AWAY_MS = 2 * 60_000;
const returns = new Set<() => void>();
let lastSign = Date.now();
let watching = false;

function sign(): void {
  const away = Date.now() - lastSign > AWAY_MS;
  lastSign = Date.now();
  if (away) returns.forEach((listener) => listener());
}

function watch(): void {
  if (watching) return;
  watching = true;
  SIGNS.forEach((name) => window.addEventListener(name, sign, { passive: true, capture: true }));
}

/** For how long nobody has touched this page, in milliseconds. */
export function idleFor(): number {
  watch();
  return Date.now() - lastSign;
}

/** Told when somebody touches the page again after a while; answers how to stop. */
export function onReturn(listener: () => void): () => void {
  watch();
  returns.add(listener);
  return () => returns.delete(listener);
}

// Whether the page is in view, in use and online.
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Notifies its host when that comes into view. */
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
/** After this time away, a return refreshes at once. */
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

/** Time since the last user input on this page, in milliseconds. */
export function idleFor(): number {
  watch();
  return Date.now() - lastSign;
}

/** Calls the listener on the first user input after a while. Return a function that stops it. */
export function onReturn(listener: () => void): () => void {
  watch();
  returns.add(listener);
  return () => returns.delete(listener);
}

export class Online implements ReactiveController {
  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  get now(): boolean {
    return navigator.onLine;
  }

  hostConnected(): void {
    window.addEventListener("online", this.changed);
    window.addEventListener("offline", this.changed);
  }

  hostDisconnected(): void {
    window.removeEventListener("online", this.changed);
    window.removeEventListener("offline", this.changed);
  }

  private readonly changed = (): void => this.host.requestUpdate();
}

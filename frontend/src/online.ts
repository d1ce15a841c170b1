// Whether this browser has a network, for elements that say so.
import type { ReactiveController, ReactiveControllerHost } from "lit";

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

// What all elements have in common: the API they talk to, its words, their events, and word of a changed height.
import { type CSSResultGroup, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { type Api, apiAt } from "../api";
import { onWords, wordsFrom } from "../catalogue";
import type { EventDetails } from "../events";
import { shared } from "../styles";

export class ProservaElement extends LitElement {
  static override styles: CSSResultGroup = [shared];

  /** The base address of the API, where it is not this host's. */
  @property() api = "";

  private observer?: ResizeObserver;
  private height = 0;
  private readonly stops: (() => void)[] = [];

  protected get client(): Api {
    return apiAt(this.api);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(this);
    this.whileConnected(onWords(() => this.requestUpdate()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer?.disconnect();
    this.stops.splice(0).forEach((stop) => stop());
  }

  /** In the page's language from the first paint on, where that takes no longer than a moment. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const words = wordsFrom(this.client);
    return words ? words.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  /** Undone when the element leaves the page. */
  protected whileConnected(...stops: (() => void)[]): void {
    this.stops.push(...stops);
  }

  protected emit<N extends keyof EventDetails>(name: N, detail: EventDetails[N]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Something of this element, by its selector. */
  protected find<E extends HTMLElement>(selector: string): E | null {
    return this.renderRoot.querySelector<E>(selector);
  }

  private resized(): void {
    const height = this.offsetHeight;
    if (height === this.height) return;
    this.height = height;
    this.emit("proserva-resize", { height });
  }
}

// The base class of all elements: API client, catalogue, events, and resize reports.
import { type CSSResultGroup, LitElement } from "lit";
import { property } from "lit/decorators.js";
import { type Api, apiAt } from "./api";
import { onWords, wordsFrom } from "./catalogue";
import type { EventDetails } from "./events";
import { shared } from "./styles";

/**
 * The base class of all elements: API client, catalogue, events, and resize reports.
 *
 * @fires proserva-resize - The height has changed. Detail: `{height}`.
 */
export class ProservaElement extends LitElement {
  static override styles: CSSResultGroup = [shared];

  /** The base address of the API, if it is not this host's. */
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

  /** Waits for the catalogue, but no longer than a moment. */
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

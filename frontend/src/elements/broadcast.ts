// <proserva-broadcast>: one message to a whole course: written, watched on its way, and reported on.
import { html, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import type { Broadcast as Shape } from "../broadcasts";
import { ProservaElement } from "./base";
import { failed, loading } from "./states";

/** A name for each of its views: the list (empty), `new`, an id, or `12/edit`. */
export type BroadcastPlace = string;

/** Emits `go` (cancelable) with the place that somebody wants to see; whoever keeps the place prevents it. */
export class Broadcast extends ProservaElement {
  @property({ attribute: "course-id" }) courseId = "";
  @property() place: BroadcastPlace = "";

  /** The one that was answered last, so that it need not be asked for again. */
  @state() private latest: Shape | null = null;
  @state() private error = "";

  override focus(): void {
    void this.updateComplete.then(() => (this.renderRoot.firstElementChild as HTMLElement | null)?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("place") && this.editing && this.latest?.id !== this.shown) void this.load();
  }

  private get shown(): number {
    return Number.parseInt(this.place, 10) || 0;
  }

  private get editing(): boolean {
    return /^\d+\/edit$/.test(this.place);
  }

  private async load(): Promise<void> {
    this.error = "";
    try {
      this.latest = await this.client.get<Shape>(`broadcasts/${this.shown}/`);
    } catch (error) {
      this.error = errorText(error);
    }
  }

  private go(place: BroadcastPlace, broadcast: Shape | null = null): void {
    this.latest = broadcast;
    const kept = !this.dispatchEvent(new CustomEvent("go", { detail: place, cancelable: true }));
    if (!kept) this.place = place;
    this.focus();
  }

  private form(): TemplateResult {
    const { editing, latest } = this;
    if (editing && this.error) return failed(this.error, () => void this.load());
    if (editing && latest?.id !== this.shown) return loading(6);
    return html`<proserva-broadcast-form .api=${this.api} .courseId=${this.courseId} .broadcast=${editing ? latest : null}
      @done=${({ detail }: CustomEvent<Shape>) => this.go(String(detail.id), detail)}
      @leave=${() => this.go(editing ? String(this.shown) : "")}></proserva-broadcast-form>`;
  }

  protected override render(): TemplateResult {
    if (this.place === "new" || this.editing) return this.form();
    if (this.shown) {
      return html`<proserva-broadcast-status .api=${this.api} .broadcastId=${this.shown} .broadcast=${this.latest}
        @edit=${({ detail }: CustomEvent<Shape>) => this.go(`${detail.id}/edit`, detail)} @leave=${() => this.go("")}></proserva-broadcast-status>`;
    }
    return html`<proserva-broadcast-list .api=${this.api} .courseId=${this.courseId}
      @open=${({ detail }: CustomEvent<number>) => this.go(String(detail))} @write=${() => this.go("new")}></proserva-broadcast-list>`;
  }
}

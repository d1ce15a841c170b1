// <proserva-broadcast>: one message to a whole course: written, watched on its way, and reported on.
import { html, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import type { Broadcast } from "./broadcasts";
import { ProservaElement } from "../elements/base";
import { failed, loading } from "../elements/states";

/** A name for each of its views: the list (empty), `new`, an id, or `12/edit`. */
export type BroadcastPlace = string;

/** Emits `go` (cancelable) with the place that somebody wants to see; whoever keeps the place prevents it. */
export class BroadcastView extends ProservaElement {
  @property({ attribute: false }) courseId = "";
  @property({ attribute: false }) place: BroadcastPlace = "";

  @state() private current: BroadcastPlace = "";
  /** The one that was answered last, so that it need not be asked for again. */
  @state() private latest: Broadcast | null = null;
  @state() private error = "";

  override focus(): void {
    void this.updateComplete.then(() => (this.renderRoot.firstElementChild as HTMLElement | null)?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("place")) this.current = this.place;
    if ((changed.has("place") || changed.has("current")) && this.editing && this.latest?.id !== this.shown) void this.load();
  }

  private get shown(): number {
    return Number.parseInt(this.current, 10) || 0;
  }

  private get editing(): boolean {
    return /^\d+\/edit$/.test(this.current);
  }

  private async load(): Promise<void> {
    this.error = "";
    try {
      this.latest = await this.client.get<Broadcast>(`broadcasts/${this.shown}/`);
    } catch (error) {
      this.error = errorText(error);
    }
  }

  private go(place: BroadcastPlace, broadcast: Broadcast | null = null): void {
    this.latest = broadcast;
    const kept = !this.dispatchEvent(new CustomEvent("go", { detail: place, cancelable: true }));
    if (!kept) this.current = place;
    this.focus();
  }

  private form(): TemplateResult {
    const { editing, latest } = this;
    if (editing && this.error) return failed(this.error, () => void this.load());
    if (editing && latest?.id !== this.shown) return loading(6);
    return html`<proserva-broadcast-form .api=${this.api} .courseId=${this.courseId} .broadcast=${editing ? latest : null}
      @done=${({ detail }: CustomEvent<Broadcast>) => this.go(String(detail.id), detail)}
      @leave=${() => this.go(editing ? String(this.shown) : "")}></proserva-broadcast-form>`;
  }

  protected override render(): TemplateResult {
    if (this.current === "new" || this.editing) return this.form();
    if (this.shown) {
      return html`<proserva-broadcast-status .api=${this.api} .broadcastId=${this.shown} .broadcast=${this.latest}
        @edit=${({ detail }: CustomEvent<Broadcast>) => this.go(`${detail.id}/edit`, detail)} @leave=${() => this.go("")}></proserva-broadcast-status>`;
    }
    return html`<proserva-broadcast-list .api=${this.api} .courseId=${this.courseId}
      @open=${({ detail }: CustomEvent<number>) => this.go(String(detail))} @write=${() => this.go("new")}></proserva-broadcast-list>`;
  }
}

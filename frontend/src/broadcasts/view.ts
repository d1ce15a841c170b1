// <proserva-broadcast>: one message to a whole course: written, watched on its way, and reported on; and the page's
// address for each view.
import { Task } from "@lit/task/task.js";
import { html, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { ProservaElement } from "../shell/base";
import { loaded } from "../shell/states";
import type { Broadcast } from "./broadcast";

/** A name for each of its views: the list (empty), `new`, an id, or `12/edit`. */
export type ViewName = string;

/**
 * Broadcasts of a course, for its team: a form with preview, undo, schedule, progress and report. The draft is kept in
 * this browser. The preview of the email is in a frame without scripts.
 *
 * @element proserva-broadcast
 * @attr {string} course-id - The course.
 * @attr {string} place - The view: empty for the list, `new`, an id, or `12/edit`.
 * @fires go - Another view is requested (cancelable). Detail: its `place`. A parent that manages the view cancels it.
 */
export class BroadcastView extends ProservaElement {
  @property({ attribute: false }) courseId = "";
  @property({ attribute: false }) place: ViewName = "";

  @state() private current: ViewName = "";
  /** The one that was answered last, so that it need not be asked for again. */
  @state() private latest: Broadcast | null = null;
  /** The one to edit. */
  private readonly edited = new Task(this, {
    args: () => [this.editing ? this.shown : 0],
    task: async ([id]) =>
      id && this.latest?.id !== id ? this.client.get<Broadcast>(`broadcasts/${id}/`) : this.latest,
  });

  override focus(): void {
    void this.updateComplete.then(() => (this.renderRoot.firstElementChild as HTMLElement | null)?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("place")) this.current = this.place;
  }

  private get shown(): number {
    return Number.parseInt(this.current, 10) || 0;
  }

  private get editing(): boolean {
    return /^\d+\/edit$/.test(this.current);
  }

  private go(place: ViewName, broadcast: Broadcast | null = null): void {
    this.latest = broadcast;
    const kept = !this.dispatchEvent(new CustomEvent("go", { detail: place, cancelable: true }));
    if (!kept) this.current = place;
    this.focus();
  }

  private form(broadcast: Broadcast | null): TemplateResult {
    const { editing } = this;
    return html`<proserva-broadcast-form .api=${this.api} .courseId=${this.courseId} .broadcast=${broadcast}
      @done=${({ detail }: CustomEvent<Broadcast>) => this.go(String(detail.id), detail)}
      @leave=${() => this.go(editing ? String(this.shown) : "")}></proserva-broadcast-form>`;
  }

  protected override render(): TemplateResult {
    if (this.current === "new") return this.form(null);
    if (this.editing) return loaded(this.edited, 6, (broadcast) => this.form(broadcast));
    if (this.shown) {
      const status = html`<proserva-broadcast-status .api=${this.api} .broadcastId=${this.shown} .broadcast=${this.latest}
        @edit=${({ detail }: CustomEvent<Broadcast>) => this.go(`${detail.id}/edit`, detail)} @leave=${() => this.go("")}></proserva-broadcast-status>`;
      return html`${keyed(this.shown, status)}`;
    }
    return html`<proserva-broadcast-list .api=${this.api} .courseId=${this.courseId}
      @open=${({ detail }: CustomEvent<number>) => this.go(String(detail))} @write=${() => this.go("new")}></proserva-broadcast-list>`;
  }
}

/** `?broadcast=`: empty for the list, `new`, an id, or `12/edit`; `null` if the page shows no broadcasts. */
export function broadcastIn(address: { search: string }): string | null {
  const place = new URLSearchParams(address.search).get("broadcast");
  if (place === "list") return "";
  return place && /^(new|\d{1,15}(\/edit)?)$/.test(place) ? place : null;
}

/** This page's address with that in it; whatever else the page keeps there stays. */
export function addressOfBroadcast(place: string | null): string {
  const url = new URL(location.href);
  if (place === null) url.searchParams.delete("broadcast");
  else url.searchParams.set("broadcast", place || "list");
  return url.pathname + url.search + url.hash;
}

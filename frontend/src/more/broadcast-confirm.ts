// The last question before a broadcast goes: to how many, in which course, and that it goes once.
import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Segments } from "./broadcasts";
import { gettext, ngettext } from "../i18n";
import { dateTime } from "../time";
import { ProservaElement } from "../elements/base";
import { broadcastStyles } from "./broadcast-styles";

/** Internal. Emits `confirm`, or `close` where it is to be thought over. */
export class BroadcastConfirm extends ProservaElement {
  static override styles = [ProservaElement.styles, broadcastStyles];

  @property({ attribute: false }) segments: Segments | null = null;
  @property({ attribute: false }) count = 0;
  @property({ attribute: false }) subject = "";
  /** When, in a sentence; empty for now. */
  @property({ attribute: false }) when = "";

  protected override firstUpdated(): void {
    this.find<HTMLDialogElement>("dialog")?.showModal();
    this.find("h3")?.focus();
  }

  private answer(confirmed: boolean): void {
    this.find<HTMLDialogElement>("dialog")?.close();
    if (confirmed) this.dispatchEvent(new CustomEvent("confirm"));
  }

  private sayings(): TemplateResult {
    const undo = this.segments?.undo_seconds ?? 0;
    const announcements = this.segments?.announcements_url ?? "";
    const seconds = undo <= 0 ? gettext("It cannot be taken back.") : ngettext("You can take it back for %(count)s second, and not after that.", "You can take it back for %(count)s seconds, and not after that.", undo);
    return html`<p>${gettext("Subject:")} <strong dir="auto">${this.subject}</strong></p>
      <p>${this.when || seconds}</p>
      <p>${gettext("It goes once, to those who are in the audience when it is sent. Whoever joins the course later will not see it.")}</p>
      ${announcements
        ? html`<p>${gettext("Should it stay on the course page?")} <a href=${this.client.resolve(announcements)}>${gettext("Post an announcement instead")}</a></p>`
        : nothing}`;
  }

  protected override render(): TemplateResult {
    const { count, segments } = this;
    const course = segments?.course.name ?? "";
    const label = this.when
      ? ngettext("Schedule for %(count)s person", "Schedule for %(count)s people", count)
      : ngettext("Send to %(count)s person", "Send to %(count)s people", count);
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new CustomEvent("close"))}>
      <h3 id="title" tabindex="-1" dir="auto">${ngettext("Message %(count)s person in %(course)s?", "Message %(count)s people in %(course)s?", count, { course })}</h3>
      <div class="said">
        ${segments?.ended ? html`<p class="notice warn">${gettext("This course ended on %(time)s. Those who were in it will still get this.", { time: dateTime(segments.ended) })}</p>` : nothing}
        ${this.sayings()}
      </div>
      <div class="actions">
        <button type="button" class="primary" @click=${() => this.answer(true)}>${label}</button>
        <button type="button" class="outline" @click=${() => this.answer(false)}>${gettext("Back to writing")}</button>
      </div>
    </dialog>`;
  }
}

// The last question before a broadcast goes: to how many, in which course, and that it goes once.
import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext, ngettext } from "../shell/i18n";
import { dateTime } from "../shell/time";
import { formStyles } from "../writing/form-styles";
import type { NearMiss, Segments } from "./broadcast";

/** Internal. Emits `confirm`, or `close` to continue editing. */
export class BroadcastConfirm extends ProservaElement {
  static override styles = [ProservaElement.styles, formStyles];

  @property({ attribute: false }) segments: Segments | null = null;
  @property({ attribute: false }) count = 0;
  @property({ attribute: false }) subject = "";
  /** Texts that look like merge fields and are none. */
  @property({ attribute: false }) misses: NearMiss[] = [];
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

  private details(): TemplateResult {
    const undo = this.segments?.undo_seconds ?? 0;
    const announcements = this.segments?.announcements_url ?? "";
    const seconds =
      undo <= 0
        ? gettext("This can't be undone.")
        : ngettext("You can undo this for %(count)s second.", "You can undo this for %(count)s seconds.", undo);
    return html`<p>${gettext("Subject:")} <strong dir="auto">${this.subject}</strong></p>
      <p>${this.when || seconds}</p>
      <p>${gettext("It is sent once, to the people who are in the audience at that time. People who join the course later will not see it.")}</p>
      ${
        announcements
          ? html`<p>${gettext("Should it stay on the course page?")} <a href=${this.client.resolve(announcements)}>${gettext("Post an announcement instead")}</a></p>`
          : nothing
      }`;
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
        ${segments?.ended ? html`<p class="notice warn">${gettext("This course ended on %(time)s. Everyone who was enrolled will still receive this.", { time: dateTime(segments.ended) })}</p>` : nothing}
        ${this.misses.map(({ typed }) => html`<p class="notice warn">${gettext("“%(text)s” is not a merge field and will be sent as it is.", { text: typed })}</p>`)}
        ${this.details()}
      </div>
      <div class="actions">
        <button type="button" class="primary" @click=${() => this.answer(true)}>${label}</button>
        <button type="button" class="outline" @click=${() => this.answer(false)}>${gettext("Keep editing")}</button>
      </div>
    </dialog>`;
  }
}

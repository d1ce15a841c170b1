// One report: why, by a participant, what it shares, and its outcome.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { notify, Requests } from "../people/panel";
import { personName } from "../people/people";
import { errorText } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { fileIcon } from "../shell/icons";
import { failed, loading } from "../shell/states";
import { bodyStyles } from "../shell/styles";
import { dateTime } from "../shell/time";
import type { ReportDetails } from "../shell/types";
import { formStyles } from "../writing/form-styles";
import { outcomeChoice, outcomeWords } from "./words";

/** Internal. Emits `handled` with the report. */
export class ReportDetail extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    bodyStyles,
    formStyles,
    css`
      .all { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; padding: 12px 8px 8px; }
      .shared { display: grid; gap: 8px; }
      .shared li { padding: 10px 14px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); }
      .shared .reported { border-color: var(--danger); border-inline-start-width: 4px; }
      .shared .name { font-weight: 600; }
      .file { display: inline-flex; gap: 6px; align-items: center; font-size: var(--fs-s); }
      .note { padding-inline-start: 12px; border-inline-start: 3px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
      .choice { display: flex; gap: 12px; align-items: flex-start; padding-block: 6px; cursor: pointer; }
      .choice input { flex: none; inline-size: 20px; block-size: 20px; margin: 2px 0 0; accent-color: var(--primary); }
      fieldset { gap: 0; margin-block-end: 12px; }
    `,
  ];

  @property({ attribute: false }) reportId = 0;

  @state() private report: ReportDetails | null = null;
  @state() private failure: unknown = null;
  private readonly requests = new Requests(this);

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("reportId")) void this.load();
  }

  private async load(): Promise<void> {
    Object.assign(this, { failure: null, report: null });
    try {
      this.report = await this.client.get<ReportDetails>(`reports/${this.reportId}/`);
    } catch (error) {
      this.failure = error;
    }
  }

  private async save(work: () => Promise<ReportDetails | null>): Promise<void> {
    const done = await this.requests.run("outcome", async () => {
      this.report = (await work()) ?? (await this.client.get<ReportDetails>(`reports/${this.reportId}/`));
    });
    if (done) notify(this, "handled", this.report);
  }

  private choose(event: Event): void {
    event.preventDefault();
    const outcome = new FormData(event.target as HTMLFormElement).get("outcome");
    if (!outcome) return this.requests.fail("outcome", gettext("Choose an outcome."));
    void this.save(() => this.client.post<ReportDetails>(`reports/${this.reportId}/outcome/`, { outcome }));
  }

  private lift(): void {
    void this.save(async () => {
      await this.client.remove(`reports/${this.reportId}/restriction/`);
      return null;
    });
  }

  private shared({ messages }: ReportDetails): TemplateResult | typeof nothing {
    if (!messages.length) return nothing;
    return html`<ol class="shared" aria-label=${gettext("Shared messages")}>
      ${messages.map(
        (each) => html`<li class=${each.is_reported ? "reported" : ""}>
          <div class="small dim">
            <span class="name" dir="auto">${personName(each.sender)}</span> · <time datetime=${each.created}>${dateTime(each.created)}</time>
            ${each.is_reported ? html`· <strong>${gettext("Reported")}</strong>` : nothing}
          </div>
          <div class="body" dir="auto">${unsafeHTML(each.body_html)}</div>
          ${each.files.map((name) => html`<span class="file">${fileIcon}<bdi>${name}</bdi></span> `)}
        </li>`,
      )}
    </ol>`;
  }

  private outcomes({ outcomes }: ReportDetails): TemplateResult | typeof nothing {
    if (!outcomes.length) return nothing;
    return html`<form @submit=${this.choose}>
      <fieldset>
        <legend>${gettext("Outcome")}</legend>
        ${outcomes.map((each) => {
          const [label, hint] = outcomeChoice(each);
          return html`<label class="choice"><input type="radio" name="outcome" value=${each} />
            <span>${label}<span class="hint"><br />${hint}</span></span></label>`;
        })}
      </fieldset>
      ${this.requests.error("outcome")}
      <div class="actions"><button type="submit" class="primary" ?disabled=${!!this.requests.busy}>${gettext("Save outcome")}</button></div>
    </form>`;
  }

  private restriction({ restricted, sender }: ReportDetails): TemplateResult | typeof nothing {
    if (!restricted) return nothing;
    const name = personName(sender);
    return html`<p class="notice"><span>${gettext("%(name)s can't write to classmates in this course.", { name })}</span>
      <button type="button" class="outline" ?disabled=${!!this.requests.busy} @click=${this.lift}>${gettext("Allow again")}</button></p>`;
  }

  protected override render(): TemplateResult {
    const { report, failure } = this;
    if (failure) return failed(errorText(failure), () => void this.load());
    if (!report) return loading(3);
    const { handler, handled, outcome } = report;
    return html`<div class="all">
      ${report.note ? html`<p class="note" dir="auto">${report.note}</p>` : nothing} ${this.shared(report)}
      ${
        handler
          ? html`<p class="hint">${outcomeWords(outcome)} · <bdi>${personName(handler)}</bdi>${handled ? html` · ${dateTime(handled)}` : nothing}</p>`
          : nothing
      }
      ${this.restriction(report)} ${this.outcomes(report)}
    </div>`;
  }
}

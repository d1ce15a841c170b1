// <proserva-reports>: the queue of reports of a course, for its team, or of the site.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { personName } from "../people/people";
import { ApiError } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext, ngettext } from "../shell/i18n";
import { checkIcon, chevronIcon, messageIcon } from "../shell/icons";
import { Listing } from "../shell/listing";
import { empty } from "../shell/states";
import { dateTime } from "../shell/time";
import type { ReportPage, ReportRow } from "../shell/types";
import { formStyles } from "../writing/form-styles";
import { outcomeWords, reasonWords } from "./words";

/**
 * The reports of a course that its team handles: closed until its heading is pressed, which shows the number of open
 * ones. Without a course, those that go to the site: always open, without a heading of its own.
 *
 * @attr course-id - The course; without it, the queue of the site.
 * @element proserva-reports
 */
export class Reports extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    formStyles,
    css`
      h2 { font-size: calc(var(--fs) * 1.125); font-weight: 700; color: inherit; }
      section { margin-block-end: 12px; }
      .top { margin-block-end: 0; margin-inline-start: -8px; }
      .unfold { flex: 1 1 200px; justify-content: flex-start; gap: 10px; padding-inline: 8px; font: inherit; font-weight: 700; }
      .unfold .icon, .row > button .icon { transition: rotate 0.12s; }
      [aria-expanded="true"] > .icon:last-child { rotate: 180deg; }
      .body { padding-block: 12px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
      .rows { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
      .rows > li { padding: 8px 12px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      .one { inline-size: 100%; padding-inline: 8px; justify-content: flex-start; flex-wrap: wrap; gap: 4px 12px; text-align: start; }
      .one .what { flex: 1 1 150px; min-inline-size: 0; }
      .one .reason { font-weight: 600; color: var(--link); }
      .what .small { display: block; font-weight: 400; }
      label.show { display: flex; align-items: center; gap: 10px; font-size: var(--fs-s); font-weight: 600; }
      select { inline-size: auto; }
      .more { display: flex; margin: 8px auto 0; }
    `,
  ];

  @property({ attribute: false }) courseId = "";

  @state() private unfolded = false;
  @state() private shown: "open" | "handled" = "open";
  @state() private opened = 0;
  @state() private waiting = 0;
  private readonly list: Listing<ReportRow, ReportPage> = new Listing<ReportRow, ReportPage>(this, {
    fetch: (cursor) => this.client.get<ReportPage>("reports/", { course_id: this.courseId, state: this.shown, cursor }),
    key: ({ id }) => id,
    added: (page) => void (this.waiting = page.open),
    rows: ".one",
  });

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("courseId") || changed.has("shown")) void this.list.load();
  }

  private unfold(): void {
    this.unfolded = !this.unfolded;
  }

  private pick(event: Event): void {
    Object.assign(this, { shown: (event.target as HTMLSelectElement).value, opened: 0 });
  }

  /** A handled report stays in the list until it is loaded anew. */
  private handled(event: CustomEvent<ReportRow>): void {
    const before = this.list.items?.find(({ id }) => id === event.detail.id);
    if (before?.state === "open" && event.detail.state === "handled") this.waiting -= 1;
    this.list.replace(event.detail);
  }

  private row(report: ReportRow): TemplateResult {
    const open = report.id === this.opened;
    const [sender, reporter] = [personName(report.sender), personName(report.reporter)];
    const facts = gettext("%(sender)s, reported by %(reporter)s", { sender, reporter });
    return html`<li>
      <button type="button" class="quiet one" aria-expanded=${open} @click=${() => (this.opened = open ? 0 : report.id)}>
        <span class="what"><span class="reason">${reasonWords(report.reason)}</span>
          <span class="small dim"><bdi>${facts}</bdi> · ${dateTime(report.created)}${this.courseId ? nothing : html` · <bdi>${report.course.name}</bdi>`}</span></span>
        <span class="state-chip ${report.state === "open" ? "bad" : "good"}">${outcomeWords(report.outcome)}</span>${chevronIcon}
      </button>
      ${open ? html`<proserva-report-detail .api=${this.api} .reportId=${report.id} @handled=${this.handled}></proserva-report-detail>` : nothing}
    </li>`;
  }

  private content(): TemplateResult {
    const waiting = this.list.waiting(3);
    if (waiting) return waiting;
    const items = this.list.items ?? [];
    if (!items.length)
      return this.shown === "open"
        ? empty(checkIcon, gettext("No open reports"))
        : empty(messageIcon, gettext("No handled reports"));
    return html`<ul class="rows">${items.map((each) => this.row(each))}</ul>
      ${this.list.foot()}`;
  }

  private body(): TemplateResult {
    return html`<div class="body">
      <label class="show">${gettext("Show")}<select @change=${this.pick}>
        <option value="open" ?selected=${this.shown === "open"}>${gettext("Open")}</option>
        <option value="handled" ?selected=${this.shown === "handled"}>${gettext("Handled")}</option>
      </select></label>
      ${this.content()}
    </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    // Not for this reader.
    if (this.list.error instanceof ApiError && this.list.error.status === 404) return nothing;
    if (!this.courseId) return this.body();
    const { unfolded, waiting } = this;
    const number = ngettext("%(count)s open", "%(count)s open", waiting);
    return html`<section aria-labelledby="title">
      <h2 id="title" class="top"><button type="button" class="quiet unfold" aria-expanded=${unfolded} @click=${this.unfold}>
        ${gettext("Reports")} ${waiting ? html`<span class="state-chip bad">${number}</span>` : nothing} ${chevronIcon}</button></h2>
      ${unfolded ? this.body() : nothing}
    </section>`;
  }
}

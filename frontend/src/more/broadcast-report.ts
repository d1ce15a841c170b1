// Who has got a broadcast, who has opened it and when, and what became of each email.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import { skippedWords } from "./broadcast-words";
import type { Delivered } from "./broadcasts";
import { gettext, ngettext } from "../i18n";
import { searchIcon } from "../icons";
import { avatar, personName } from "../people";
import { emailWords, reasonOf } from "../receipt-words";
import { dateTime } from "../time";
import type { Page } from "../types";
import { ProservaElement } from "../elements/base";
import { broadcastReportStyles } from "./broadcast-report-styles";
import { empty, failed, loading } from "../elements/states";

const SEARCH_AFTER_MS = 300;

/** Internal. `revision` is anything that changes when there is something new to list. */
export class BroadcastReport extends ProservaElement {
  static override styles = [ProservaElement.styles, broadcastReportStyles];

  @property({ attribute: false }) broadcastId = 0;
  @property({ attribute: false }) revision = "";

  @state() private rows: Delivered[] | null = null;
  @state() private cursor: string | null = null;
  @state() private query = "";
  @state() private filter = "";
  @state() private error = "";
  @state() private problem = "";
  @state() private stale = false;
  @state() private busy = false;

  private asked = 0;
  private timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(() => clearTimeout(this.timer));
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("broadcastId")) Object.assign(this, { rows: null, query: "", filter: "" });
    if (changed.has("broadcastId") || changed.has("revision")) void this.reload();
  }

  private get params(): Record<string, string> {
    return { state: this.filter, q: this.query.trim() };
  }

  private fetch(cursor: string | null): Promise<Page<Delivered>> {
    return this.client.get(`broadcasts/${this.broadcastId}/recipients/`, { ...this.params, cursor });
  }

  private async reload(): Promise<void> {
    clearTimeout(this.timer);
    this.asked += 1;
    const { asked } = this;
    Object.assign(this, { error: "", problem: "", stale: true, busy: false });
    try {
      const page = await this.fetch(null);
      if (asked === this.asked) Object.assign(this, { rows: page.results, cursor: page.next_cursor, stale: false });
    } catch (error) {
      if (asked === this.asked) Object.assign(this, { error: errorText(error), rows: null });
    }
  }

  private async more(): Promise<void> {
    const { asked } = this;
    const before = this.rows?.length ?? 0;
    Object.assign(this, { busy: true, problem: "" });
    try {
      const page = await this.fetch(this.cursor);
      if (asked !== this.asked) return;
      Object.assign(this, { rows: [...(this.rows ?? []), ...page.results], cursor: page.next_cursor });
      await this.updateComplete;
      // The button that was pressed is gone.
      if (!page.next_cursor) this.renderRoot.querySelectorAll<HTMLElement>("th[scope=row]")[before]?.focus();
    } catch (error) {
      if (asked === this.asked) this.problem = errorText(error);
    } finally {
      if (asked === this.asked) this.busy = false;
    }
  }

  private search(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.reload(), SEARCH_AFTER_MS);
  }

  private choose(event: Event): void {
    this.filter = (event.target as HTMLSelectElement).value;
    void this.reload();
  }

  private get download(): string {
    return this.client.resolve(`broadcasts/${this.broadcastId}/recipients/?${new URLSearchParams({ ...this.params, format: "csv" })}`);
  }

  private filters(): TemplateResult {
    const label = gettext("Search by name");
    const names: [string, string][] = [
      ["", gettext("Everybody")],
      ["seen", gettext("Have opened it")],
      ["unseen", gettext("Have not opened it")],
      ["email_sent", gettext("Emailed")],
      ["email_failed", gettext("Email failed")],
      ["email_pending", gettext("Email waiting")],
      ["email_skipped", gettext("No email")],
      ["email_unknown", gettext("Email unclear")],
      ["skipped", gettext("Left out")],
    ];
    return html`<div class="tools">
      <div class="search">${searchIcon}<input type="search" dir=${this.query ? "auto" : nothing} aria-label=${label} placeholder=${label}
        .value=${this.query} @input=${this.search} /></div>
      <label class="filter"><span>${gettext("Show")}</span><select @change=${this.choose}>
        ${names.map(([value, name]) => html`<option value=${value} ?selected=${value === this.filter}>${name}</option>`)}
      </select></label>
      <a class="button outline" href=${this.download} download>${gettext("Download as CSV")}</a>
    </div>`;
  }

  private seen(row: Delivered): TemplateResult {
    const { seen_at: at } = row;
    return at ? html`<time datetime=${at}>${dateTime(at)}</time>` : html`<span class="dim">${gettext("Not yet")}</span>`;
  }

  private got(row: Delivered): TemplateResult {
    const { in_bell_at: at, state } = row;
    if (state === "skipped") return html`<span class="dim">${skippedWords(row)}</span>`;
    return at ? html`<time datetime=${at}>${dateTime(at)}</time>` : html`<span class="dim">${gettext("Queued")}</span>`;
  }

  private email({ email }: Delivered): TemplateResult {
    if (!email) return html`<span class="dim">–</span>`;
    const reason = reasonOf(email);
    return html`<span class=${email.state === "failed" ? "bad" : ""}>${emailWords(email)}</span>${reason
      ? html`<span class="why small dim" dir="auto">${reason}</span>`
      : nothing}`;
  }

  private row(row: Delivered): TemplateResult {
    const { person } = row;
    const cell = (key: string, content: unknown) => html`<td role="cell"><span class="key" aria-hidden="true">${key}</span><span class="value">${content}</span></td>`;
    return html`<tr role="row">
      <th role="rowheader" scope="row" tabindex="-1"><span class="person">${avatar(person, (url) => this.client.resolve(url))}
        <span class="names"><span class="name" dir="auto">${personName(person)}</span>${person ? html`<span class="small dim"><bdi>${person.username}</bdi></span>` : nothing}</span></span></th>
      ${cell(gettext("In the bell"), this.got(row))} ${cell(gettext("Opened"), row.state === "skipped" ? html`<span class="dim">–</span>` : this.seen(row))}
      ${cell(gettext("Email"), this.email(row))}
    </tr>`;
  }

  private table(rows: Delivered[]): TemplateResult {
    const heads = [gettext("Name"), gettext("In the bell"), gettext("Opened"), gettext("Email")];
    return html`<table role="table" aria-label=${gettext("Who got it")} aria-busy=${this.stale}>
        <thead role="rowgroup"><tr role="row">${heads.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}</tr></thead>
        <tbody role="rowgroup">${rows.map((row) => this.row(row))}</tbody>
      </table>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      ${this.cursor
        ? html`<button type="button" class="quiet more" ?disabled=${this.busy || this.stale} @click=${this.more}>${this.busy ? gettext("Loading…") : gettext("Load more")}</button>`
        : nothing}`;
  }

  private content(): TemplateResult {
    const { rows } = this;
    if (this.error) return failed(this.error, () => void this.reload());
    if (!rows) return loading(6);
    if (rows.length) return this.table(rows);
    return this.filter || this.query.trim() ? empty(searchIcon, gettext("Nobody matches")) : empty(searchIcon, gettext("Nobody has it yet"));
  }

  private count(): string {
    const shown = this.rows?.length ?? 0;
    if (!shown || this.stale) return "";
    return this.cursor ? gettext("The first %(count)s", { count: shown }) : ngettext("%(count)s person", "%(count)s people", shown);
  }

  protected override render(): TemplateResult {
    return html`<h3>${gettext("Who got it")}</h3>
      ${this.filters()}
      <p class="count small dim" role="status">${this.count()}</p>
      ${this.content()}`;
  }
}

// The report of a broadcast: deliveries, opened times, and email status.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { emailWords, reasonOf } from "../conversations/receipt-words";
import { avatar, personName } from "../people/people";
import { ProservaElement } from "../shell/base";
import { gettext, ngettext } from "../shell/i18n";
import { searchIcon } from "../shell/icons";
import { Listing } from "../shell/listing";
import { empty } from "../shell/states";
import { dateTime } from "../shell/time";
import type { Delivered } from "./broadcast";
import { skippedWords } from "./words";

const SEARCH_AFTER_MS = 300;

const broadcastReportStyles = css`
  :host { container-type: inline-size; }
  h3 { font-size: calc(var(--fs) * 1.125); font-weight: 700; margin-block-end: 8px; color: inherit; }
  .tools { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; }
  .search { position: relative; flex: 1 1 200px; max-inline-size: 380px; }
  .search .icon { position: absolute; inset-inline-start: 12px; inset-block-start: 12px; color: var(--muted); pointer-events: none; }
  .search input { padding-inline-start: 42px; border-radius: 22px; }
  .filter { display: flex; align-items: center; gap: 10px; font-weight: 600; font-size: var(--fs-s); min-inline-size: 0; }
  select { font: inherit; font-weight: 400; font-size: var(--fs); color: var(--text); background: var(--surface); min-block-size: 44px; min-inline-size: 0; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; }
  .count { min-block-size: 1.5em; margin-block: 8px 4px; }
  table { inline-size: 100%; border-collapse: collapse; transition: opacity 0.12s; }
  table[aria-busy="true"] { opacity: 0.55; }
  th, td { padding: 8px 12px; text-align: start; vertical-align: middle; font-weight: 400; border-block-end: 1px solid var(--line); font-size: var(--fs-s); }
  th:first-child { inline-size: 34%; padding-inline-start: 4px; font-size: var(--fs); }
  thead th, thead th:first-child { font-size: var(--fs-xs); font-weight: 600; color: var(--muted); white-space: nowrap; }
  .person { display: flex; gap: 12px; align-items: center; line-height: 1.35; }
  .person .avatar { inline-size: 34px; block-size: 34px; font-size: 12px; }
  .names { display: grid; min-inline-size: 0; }
  .names .name { font-weight: 600; }
  .key { display: none; flex: none; color: var(--muted); }
  .bad { color: var(--danger); }
  .why { display: block; }
  .more { display: flex; margin: 8px auto 0; }
  @container (max-width: 719px) {
    table, tbody, tr, td, tbody th { display: block; }
    thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .search { max-inline-size: none; flex-basis: 100%; }
    .filter { flex: 1 1 100%; }
    .filter select { flex: 1; }
    .tools .button { flex: 1; }
    tbody tr { display: grid; gap: 4px; padding: 12px 14px; margin-block-start: 8px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
    tbody tr > *, tbody th:first-child { inline-size: auto; padding: 0; border: 0; }
    td { display: flex; justify-content: space-between; align-items: baseline; gap: 12px; }
    .key { display: block; }
    .value { text-align: end; min-inline-size: 0; }
  }
`;

/** Internal. `revision` is anything that changes when there is something new to list. */
export class BroadcastReport extends ProservaElement {
  static override styles = [ProservaElement.styles, broadcastReportStyles];

  @property({ attribute: false }) broadcastId = 0;
  @property({ attribute: false }) revision = "";

  @state() private query = "";
  @state() private filter = "";

  private readonly list = new Listing<Delivered>(this, {
    fetch: (cursor) => this.client.get(`broadcasts/${this.broadcastId}/recipients/`, { ...this.params, cursor }),
    key: (row) => row,
    rows: "th[scope=row]",
  });
  private timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(() => clearTimeout(this.timer));
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("broadcastId")) this.clear();
    if (changed.has("broadcastId") || changed.has("revision")) void this.reload();
  }

  private get params(): Record<string, string> {
    return { state: this.filter, q: this.query.trim() };
  }

  private clear(): void {
    this.list.set({ items: null });
    Object.assign(this, { query: "", filter: "" });
  }

  private reload(): Promise<void> {
    clearTimeout(this.timer);
    return this.list.load();
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
    return this.client.resolve(
      `broadcasts/${this.broadcastId}/recipients/?${new URLSearchParams({ ...this.params, format: "csv" })}`,
    );
  }

  private filters(): TemplateResult {
    const label = gettext("Search by name");
    const names: [string, string][] = [
      ["", gettext("Everyone")],
      ["seen", gettext("Opened")],
      ["unseen", gettext("Not opened")],
      ["email_sent", gettext("Emailed")],
      ["email_failed", gettext("Email failed")],
      ["email_pending", gettext("Email waiting")],
      ["email_skipped", gettext("No email")],
      ["email_unknown", gettext("Email unconfirmed")],
      ["skipped", gettext("Skipped")],
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
    return at
      ? html`<time datetime=${at}>${dateTime(at)}</time>`
      : html`<span class="dim">${gettext("Not yet")}</span>`;
  }

  private got(row: Delivered): TemplateResult {
    const { in_bell_at: at, state } = row;
    if (state === "skipped") return html`<span class="dim">${skippedWords(row)}</span>`;
    return at ? html`<time datetime=${at}>${dateTime(at)}</time>` : html`<span class="dim">${gettext("Queued")}</span>`;
  }

  private email({ email }: Delivered): TemplateResult {
    if (!email) return html`<span class="dim">–</span>`;
    const reason = reasonOf(email);
    return html`<span class=${email.state === "failed" ? "bad" : ""}>${emailWords(email)}</span>${
      reason ? html`<span class="why small dim" dir="auto">${reason}</span>` : nothing
    }`;
  }

  private row(row: Delivered): TemplateResult {
    const { person } = row;
    const cell = (key: string, content: unknown) =>
      html`<td role="cell"><span class="key" aria-hidden="true">${key}</span><span class="value">${content}</span></td>`;
    return html`<tr role="row">
      <th role="rowheader" scope="row" tabindex="-1"><span class="person">${avatar(person, (url) => this.client.resolve(url))}
        <span class="names"><span class="name" dir="auto">${personName(person)}</span>${person ? html`<span class="small dim"><bdi>${person.username}</bdi></span>` : nothing}</span></span></th>
      ${cell(gettext("Delivered"), this.got(row))} ${cell(gettext("Opened"), row.state === "skipped" ? html`<span class="dim">–</span>` : this.seen(row))}
      ${cell(gettext("Email"), this.email(row))}
    </tr>`;
  }

  private table(rows: Delivered[]): TemplateResult {
    const heads = [gettext("Name"), gettext("Delivered"), gettext("Opened"), gettext("Email")];
    return html`<table role="table" aria-label=${gettext("Recipients")} aria-busy=${this.list.stale}>
        <thead role="rowgroup"><tr role="row">${heads.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}</tr></thead>
        <tbody role="rowgroup">${rows.map((row) => this.row(row))}</tbody>
      </table>
      ${this.list.foot()}`;
  }

  private content(): TemplateResult | typeof nothing {
    const { items: rows } = this.list;
    if (!rows) return this.list.waiting(6) ?? nothing;
    if (rows.length) return this.table(rows);
    return this.filter || this.query.trim()
      ? empty(searchIcon, gettext("No matches"))
      : empty(searchIcon, gettext("Not delivered yet"));
  }

  private count(): string {
    const { cursor, items, stale } = this.list;
    const shown = items?.length ?? 0;
    if (!shown || stale) return "";
    return cursor
      ? gettext("First %(count)s", { count: shown })
      : ngettext("%(count)s person", "%(count)s people", shown);
  }

  protected override render(): TemplateResult {
    return html`<h3>${gettext("Recipients")}</h3>
      ${this.filters()}
      <p class="count small dim" role="status">${this.count()}</p>
      ${this.content()}`;
  }
}

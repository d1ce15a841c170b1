// <proserva-roster-view>, inside <proserva-roster>: everyone enrolled, for the course team: search, progress, and a
// composer under each row.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiError, getConfig } from "../shell/api";
import { ProservaElement } from "../shell/base";
import type { EventDetails } from "../shell/events";
import { gettext, ngettext } from "../shell/i18n";
import { closeIcon, messageIcon, peopleIcon, searchIcon } from "../shell/icons";
import { Listing } from "../shell/listing";
import { Online } from "../shell/presence";
import { empty } from "../shell/states";
import type { Config, Enrolled, Recipient, RosterPage } from "../shell/types";
import { rosterHead, rosterRow } from "./roster-row";
import { RosterSelection } from "./roster-selection";
import { rosterStyles } from "./roster-styles";

const SEARCH_AFTER_MS = 300;
const SETTLED_MS = 400;

/**
 * Everyone enrolled, for the course team: search, cohorts, progress, last contact, a composer under each row and one
 * for a selection, and messages to all learners. Keeps `?broadcast=` of the page's address in sync.
 *
 * @element proserva-roster
 * @attr {string} course-id - The course.
 */
export class RosterView extends ProservaElement {
  static override styles = [ProservaElement.styles, rosterStyles];

  @property({ attribute: false }) courseId = "";

  @state() private cohorts: string[] = [];
  @state() private config: Config | null = null;
  @state() private query = "";
  @state() private cohort = "";
  /** The person whose composer is open. */
  @state() private writing = "";

  /** The recipients of the group message, as selected when its composer was opened. */
  @state() private together: Recipient[] = [];

  private readonly list = new Listing<Enrolled, RosterPage>(this, {
    fetch: (cursor) => this.fetch(cursor),
    key: ({ username }) => username,
    added: ({ cohorts }) => void (this.cohorts = cohorts ?? this.cohorts),
    rows: "th[scope=row]",
  });
  private timer = 0;
  private readonly online = new Online(this);
  private readonly selection = new RosterSelection(this);

  override connectedCallback(): void {
    super.connectedCallback();
    const back = () => this.list.error && void this.reload();
    window.addEventListener("online", back);
    this.whileConnected(
      () => window.removeEventListener("online", back),
      () => clearTimeout(this.timer),
    );
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("courseId") && !changed.has("api")) return;
    this.list.set({ items: null });
    Object.assign(this, { cohorts: [], query: "", cohort: "", writing: "", together: [] });
    this.selection.clear();
    void this.reload();
  }

  private async reload(): Promise<void> {
    clearTimeout(this.timer);
    // A framework may set the attributes one after the other.
    if (this.courseId) await this.list.load();
  }

  private async fetch(cursor: string | null): Promise<RosterPage> {
    const { client, cohort, courseId, query } = this;
    const path = `courses/${encodeURIComponent(courseId)}/roster/`;
    const page = client.get<RosterPage>(path, { q: query.trim(), cohort, cursor });
    const [answer, config] = await Promise.all([page, getConfig(client)]);
    this.config = config;
    return answer;
  }

  private search(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.reload(), SEARCH_AFTER_MS);
  }

  private choose(event: Event): void {
    this.cohort = (event.target as HTMLSelectElement).value;
    void this.reload();
  }

  private async write(username: string): Promise<void> {
    const before = this.writing;
    this.writing = before === username ? "" : username;
    await this.updateComplete;
    if (!this.writing) return this.find(`[data-write="${CSS.escape(before)}"]`)?.focus();
    this.find("proserva-compose")?.focus();
    // When the composer has come: all of it should be in sight.
    setTimeout(() => this.find("#panel")?.scrollIntoView?.({ block: "nearest" }), SETTLED_MS);
  }

  private sent(username: string, { thread }: EventDetails["proserva-sent"]): void {
    const now = new Date().toISOString();
    const change = (each: Enrolled) => (each.username === username ? { ...each, thread, last_contact: now } : each);
    this.list.set({ items: this.list.items?.map(change) ?? null });
  }

  private filters(): TemplateResult {
    const label = gettext("Search by name");
    return html`<div class="tools">
      <div class="search">${searchIcon}<input type="search" dir=${this.query ? "auto" : nothing} aria-label=${label} placeholder=${label}
        .value=${this.query} @input=${this.search} /></div>
      ${this.cohorts.length ? this.cohortChoice() : nothing}
    </div>`;
  }

  private cohortChoice(): TemplateResult {
    return html`<label class="cohorts"><span>${gettext("Cohort")}</span>
      <select @change=${this.choose}>
        <option value="">${gettext("All cohorts")}</option>
        ${this.cohorts.map((name) => html`<option value=${name} ?selected=${name === this.cohort}>${name}</option>`)}
      </select>
    </label>`;
  }

  private table(people: Enrolled[]): TemplateResult {
    const cohorts = this.cohorts.length > 0 || people.some(({ cohort }) => cohort !== null);
    const inbox = this.client.resolve(this.config?.inbox_url ?? "");
    return html`<table role="table" aria-label=${gettext("Enrolled")} aria-busy=${this.list.stale}>
      ${rosterHead(cohorts)}
      <tbody role="rowgroup">
        ${people.map((person) =>
          rosterRow(person, {
            cohorts,
            inbox,
            resolve: (url) => this.client.resolve(url),
            composer: person.username === this.writing ? this.composer(person.username) : null,
            write: () => void this.write(person.username),
            selected: this.selection.has(person),
            select: (on) => this.selection.turn([person], on),
          }),
        )}
      </tbody>
    </table>`;
  }

  private composer(username: string): TemplateResult {
    return html`<proserva-compose .api=${this.api} .courseId=${this.courseId} .recipients=${username}
      @proserva-sent=${(event: CustomEvent<EventDetails["proserva-sent"]>) => this.sent(username, event.detail)}></proserva-compose>`;
  }

  private async writeTogether(people: Enrolled[]): Promise<void> {
    this.together = people.map((person) => ({ ...person, is_default: false }));
    await this.updateComplete;
    this.find(people.length ? ".together proserva-compose" : ".selection button, .selection input")?.focus();
  }

  /** The actions on the selected people. */
  private actions(): TemplateResult {
    const { people } = this.selection;
    return html`${
      people.length > 1
        ? html`<button type="button" class="outline" @click=${() => void this.writeTogether(people)}>${peopleIcon}${gettext("Message as a group")}</button>`
        : nothing
    }`;
  }

  private groupComposer(): TemplateResult | typeof nothing {
    if (!this.together.length) return nothing;
    const close = gettext("Close");
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) void this.writeTogether([]);
    };
    return html`<section class="panel together" aria-labelledby="together" @keydown=${pressed}>
      <div class="top"><h2 id="together">${gettext("Message as a group")}</h2>
        <button type="button" class="round" aria-label=${close} title=${close} @click=${() => void this.writeTogether([])}>${closeIcon}</button></div>
      <proserva-compose .api=${this.api} .courseId=${this.courseId} .chosen=${this.together} several @proserva-sent=${this.selection.clear}></proserva-compose>
    </section>`;
  }

  private content(): TemplateResult | typeof nothing {
    const { cursor, items: people } = this.list;
    if (!people) return this.list.waiting(8) ?? nothing;
    if (!people.length && !cursor) {
      return this.query.trim() || this.cohort
        ? empty(searchIcon, gettext("No matches"))
        : empty(messageIcon, gettext("No one is enrolled yet"));
    }
    return html`${this.table(people)} ${this.list.foot()}`;
  }

  /** The number of listed people, as a status. */
  private count(): string {
    const { cursor, items, stale } = this.list;
    const shown = items?.length ?? 0;
    if (!shown || stale) return "";
    if (cursor) return gettext("First %(count)s", { count: shown });
    return ngettext("%(count)s person", "%(count)s people", shown);
  }

  protected override render(): TemplateResult {
    const { error, items } = this.list;
    if (error instanceof ApiError && error.status === 404)
      return empty(messageIcon, gettext("Only the course team can see this."));
    return html`<proserva-roster-tools .api=${this.api} .courseId=${this.courseId}>
      ${this.filters()}
      ${this.online.now ? nothing : html`<p class="notice" role="status">${gettext("You are offline. This may be out of date.")}</p>`}
      <p class="count small dim" role="status">${this.count()}</p>
      ${items?.length || this.selection.people.length ? this.selection.bar(items ?? [], this.actions()) : nothing} ${this.groupComposer()}
      ${this.content()}
    </proserva-roster-tools>`;
  }
}

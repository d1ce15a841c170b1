// The members of a conversation: search, and actions on each.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { unblockByName } from "../moderation/blocked-people";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { searchIcon } from "../shell/icons";
import { Listing } from "../shell/listing";
import { empty } from "../shell/states";
import type { Member, Page, ThreadDetail } from "../shell/types";
import { type Action, memberRow } from "./member-row";
import { notify, panelStyles, Requests } from "./panel";
import { peopleCount } from "./people";

const SEARCH_AFTER_MS = 300;

const memberStyles = css`
  :host { padding: 4px 16px 12px; container-type: inline-size; }
  :host(.first) { padding-block-start: 16px; }
  .search { position: relative; }
  .search .icon { position: absolute; inset-inline-start: 12px; inset-block-start: 12px; color: var(--muted); pointer-events: none; }
  .search input { padding-inline-start: 42px; border-radius: 22px; }
  .count { margin-block: 8px 2px; }
  ul:focus, li:focus { outline: none; }
  li { padding-block: 10px; border-radius: 8px; }
  li + li { border-block-start: 1px solid var(--line); border-radius: 0; }
  li:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
  .person { display: flex; gap: 12px; align-items: center; line-height: 1.35; }
  .who { flex: 1; min-inline-size: 0; }
  .name { font-weight: 600; }
  .fold .icon { transition: transform 0.12s; }
  .fold[aria-expanded="true"] .icon { transform: scaleY(-1); }
  .manage { display: grid; gap: 12px; padding-block-start: 12px; padding-inline-start: 52px; }
  .rights { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
  .more { display: flex; margin: 8px auto 0; }
  @container (max-width: 419px) { .manage { padding-inline-start: 0; } }
`;

/** Internal. Emits `changed` with the thread as it is then. */
export class Members extends ProservaElement {
  static override styles = [ProservaElement.styles, panelStyles, memberStyles];

  @property({ attribute: false }) detail: ThreadDetail | null = null;
  @property({ attribute: false }) me = "";

  @state() private query = "";
  /** Whose details are unfolded, */
  @state() private open = "";
  /** and what is asked about them before it is done. */
  @state() private asking: Action | null = null;
  private timer = 0;
  private readonly list = new Listing<Member>(this, {
    fetch: (cursor) => this.fetch(this.query.trim(), cursor),
    key: ({ username }) => username,
    rows: "li",
  });
  private readonly requests = new Requests(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(() => clearTimeout(this.timer));
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get("detail") as ThreadDetail | null | undefined;
    if (changed.has("detail") && this.detail && before?.participant_count !== this.detail.participant_count)
      this.reload();
  }

  private fetch(q: string, cursor: string | null): Promise<Page<Member>> {
    return this.client.get(`threads/${this.detail?.id}/participants/`, { q, cursor });
  }

  private reload(): void {
    clearTimeout(this.timer);
    void this.list.load();
  }

  private search(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.reload(), SEARCH_AFTER_MS);
  }

  private unfold(username: string): void {
    this.requests.forget();
    Object.assign(this, { open: this.open === username ? "" : username, asking: null });
  }

  private async ask(action: Action | null): Promise<void> {
    const before = this.asking;
    this.requests.forget();
    this.asking = action;
    await this.updateComplete;
    this.find(action ? ".yes" : `[data-action=${before}]`)?.focus();
  }

  private path(username: string): string {
    return `threads/${this.detail?.id}/participants/${encodeURIComponent(username)}/`;
  }

  /** Changes a member. The roles of both that member and me may change. */
  private async change(username: string, changes: object): Promise<void> {
    const done = await this.requests.run(username, async () => {
      await this.client.patch(this.path(username), changes);
      await Promise.all([...new Set([username, this.me])].map((each) => this.renew(each)));
      await this.refresh();
    });
    if (!done) return;
    this.asking = null;
    await this.updateComplete;
    if ("role" in changes || "hand_over" in changes) this.find(`[data-name="${CSS.escape(username)}"]`)?.focus();
  }

  private async toggleBlock({ username, blocked }: Member): Promise<void> {
    const done = await this.requests.run(username, async () => {
      if (blocked) await unblockByName(this.client, username);
      else await this.client.post("blocks/", { thread: this.detail?.id, username });
      await this.renew(username);
      await this.refresh();
    });
    if (!done) return;
    this.asking = null;
    await this.updateComplete;
    this.find(`[data-name="${CSS.escape(username)}"]`)?.focus();
  }

  private async removeMember(username: string): Promise<void> {
    const { items } = this.list;
    const at = items?.findIndex((person) => person.username === username) ?? 0;
    const done = await this.requests.run(username, async () => {
      await this.client.remove(this.path(username));
      this.list.set({ items: this.list.items?.filter((person) => person.username !== username) ?? null });
      await this.refresh();
    });
    if (!done) return;
    Object.assign(this, { open: "", asking: null });
    await this.updateComplete;
    // The row with the button that was pressed is gone.
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>("li")];
    (rows[Math.min(at, rows.length - 1)] ?? this.find("ul"))?.focus();
  }

  private async refresh(): Promise<void> {
    notify(this, "changed", await this.client.get<ThreadDetail>(`threads/${this.detail?.id}/`));
  }

  private async renew(username: string): Promise<void> {
    const { results } = await this.fetch(username, null);
    const now = results.find((person) => person.username === username);
    if (now) this.list.replace(now);
  }

  private field(): TemplateResult {
    const label = gettext("Search for people");
    return html`<div class="search">${searchIcon}<input type="search" dir=${this.query ? "auto" : nothing} aria-label=${label} placeholder=${label}
      .value=${this.query} @input=${this.search} /></div>`;
  }

  private content(detail: ThreadDetail): TemplateResult {
    const waiting = this.list.waiting(4);
    if (waiting) return waiting;
    const people = this.list.items ?? [];
    if (!people.length) return empty(searchIcon, gettext("No matches"));
    return html`<ul aria-label=${gettext("People")} tabindex="-1">
        ${people.map((person) =>
          memberRow(person, {
            detail,
            mine: person.username === this.me,
            open: person.username === this.open,
            asking: this.asking,
            busy: !!this.requests.busy,
            error: this.requests.error(person.username),
            resolve: (url) => this.client.resolve(url),
            unfold: () => this.unfold(person.username),
            ask: (action) => void this.ask(action),
            change: (changes) => void this.change(person.username, changes),
            remove: () => void this.removeMember(person.username),
            block: () => void this.toggleBlock(person),
          }),
        )}
      </ul>
      ${this.list.foot()}`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { detail } = this;
    if (!detail) return nothing;
    const { items: people, cursor } = this.list;
    const count = this.query.trim() && people && !cursor ? people.length : detail.participant_count;
    return html`${detail.kind === "group" ? this.field() : nothing}
      <p class="hint count" role="status">${people ? peopleCount(count) : nothing}</p>
      ${this.content(detail)}`;
  }
}

// Who is in a conversation: found by name, and what may be done about each.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import { ProservaElement } from "../elements/base";
import { empty, failed, loading } from "../elements/states";
import { gettext } from "../i18n";
import { searchIcon } from "../icons";
import { peopleCount } from "../people";
import type { Member, Page, ThreadDetail } from "../types";
import { type Deed, memberRow } from "./member-row";
import { memberStyles } from "./member-styles";
import { panelStyles } from "./panel-styles";
import { tell, Tries } from "./tries";

const SEARCH_AFTER_MS = 300;

/** Internal. Emits `changed` with the thread as it is then. */
export class Members extends ProservaElement {
  static override styles = [ProservaElement.styles, panelStyles, memberStyles];

  @property({ attribute: false }) detail: ThreadDetail | null = null;
  @property({ attribute: false }) me = "";

  @state() private people: Member[] | null = null;
  @state() private cursor: string | null = null;
  @state() private query = "";
  @state() private error = "";
  @state() private busy = false;
  /** Whose details are unfolded, */
  @state() private open = "";
  /** and what is asked about them before it is done. */
  @state() private asking: Deed | null = null;
  private asked = 0;
  private timer = 0;
  private readonly tries = new Tries(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(() => clearTimeout(this.timer));
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get("detail") as ThreadDetail | null | undefined;
    if (changed.has("detail") && this.detail && before?.participant_count !== this.detail.participant_count) void this.reload();
  }

  private fetch(q: string, cursor: string | null): Promise<Page<Member>> {
    return this.client.get(`threads/${this.detail?.id}/participants/`, { q, cursor });
  }

  private async reload(): Promise<void> {
    clearTimeout(this.timer);
    const asked = (this.asked += 1);
    this.error = "";
    try {
      const page = await this.fetch(this.query.trim(), null);
      if (asked === this.asked) Object.assign(this, { people: page.results, cursor: page.next_cursor });
    } catch (error) {
      if (asked === this.asked) Object.assign(this, { error: errorText(error), people: null });
    }
  }

  private async more(): Promise<void> {
    const { asked } = this;
    const known = new Set(this.people?.map(({ username }) => username));
    this.busy = true;
    await this.tries.run("more", async () => {
      const page = await this.fetch(this.query.trim(), this.cursor);
      if (asked !== this.asked) return;
      this.people = [...(this.people ?? []), ...page.results.filter(({ username }) => !known.has(username))];
      this.cursor = page.next_cursor;
    });
    this.busy = false;
    await this.updateComplete;
    // The button that was pressed may be gone.
    if (!this.cursor) this.renderRoot.querySelectorAll<HTMLElement>("li")[known.size]?.focus();
  }

  private search(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.reload(), SEARCH_AFTER_MS);
  }

  private async unfold(username: string): Promise<void> {
    this.tries.forget();
    Object.assign(this, { open: this.open === username ? "" : username, asking: null });
  }

  private async ask(deed: Deed | null): Promise<void> {
    const before = this.asking;
    this.tries.forget();
    this.asking = deed;
    await this.updateComplete;
    this.find(deed ? ".yes" : `[data-deed=${before}]`)?.focus();
  }

  private path(username: string): string {
    return `threads/${this.detail?.id}/participants/${encodeURIComponent(username)}/`;
  }

  /** Says something else of somebody; both they and I may be something else then. */
  private async change(username: string, changes: object): Promise<void> {
    const done = await this.tries.run(username, async () => {
      await this.client.patch(this.path(username), changes);
      await Promise.all([...new Set([username, this.me])].map((each) => this.renew(each)));
      await this.refresh();
    });
    if (!done) return;
    this.asking = null;
    await this.updateComplete;
    if ("role" in changes || "hand_over" in changes) this.find(`[data-name="${CSS.escape(username)}"]`)?.focus();
  }

  private async takeOut(username: string): Promise<void> {
    const at = this.people?.findIndex((person) => person.username === username) ?? 0;
    const done = await this.tries.run(username, async () => {
      await this.client.remove(this.path(username));
      this.people = this.people?.filter((person) => person.username !== username) ?? null;
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
    tell(this, "changed", await this.client.get<ThreadDetail>(`threads/${this.detail?.id}/`));
  }

  private async renew(username: string): Promise<void> {
    const { results } = await this.fetch(username, null);
    const now = results.find((person) => person.username === username);
    if (now) this.people = this.people?.map((person) => (person.username === username ? now : person)) ?? null;
  }

  private field(): TemplateResult {
    const label = gettext("Search people");
    return html`<div class="search">${searchIcon}<input type="search" dir=${this.query ? "auto" : nothing} aria-label=${label} placeholder=${label}
      .value=${this.query} @input=${this.search} /></div>`;
  }

  private content(detail: ThreadDetail): TemplateResult {
    const { people } = this;
    if (this.error) return failed(this.error, () => void this.reload());
    if (!people) return loading(4);
    if (!people.length) return empty(searchIcon, gettext("Nobody by that name."));
    return html`<ul aria-label=${gettext("People")} tabindex="-1">
        ${people.map((person) =>
          memberRow(person, {
            detail,
            mine: person.username === this.me,
            open: person.username === this.open,
            asking: this.asking,
            busy: !!this.tries.busy,
            error: this.tries.error(person.username),
            resolve: (url) => this.client.resolve(url),
            unfold: () => void this.unfold(person.username),
            ask: (deed) => void this.ask(deed),
            change: (changes) => void this.change(person.username, changes),
            remove: () => void this.takeOut(person.username),
          }),
        )}
      </ul>
      ${this.tries.error("more")}
      ${this.cursor
        ? html`<button type="button" class="quiet more" ?disabled=${this.busy} @click=${this.more}>${this.busy ? gettext("Loading…") : gettext("Show more")}</button>`
        : nothing}`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { detail } = this;
    if (!detail) return nothing;
    const count = this.query.trim() && this.people && !this.cursor ? this.people.length : detail.participant_count;
    return html`${detail.kind === "group" ? this.field() : nothing}
      <p class="hint count" role="status">${this.people ? peopleCount(count) : nothing}</p>
      ${this.content(detail)}`;
  }
}

// The broadcasts of a course: what is scheduled, on its way, sent, and what became of each.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiError, errorText } from "../api";
import { standing, stateWords } from "./broadcast-words";
import { type Broadcast, type BroadcastPage, isMoving } from "./broadcasts";
import { gettext, ngettext } from "../i18n";
import { messageIcon } from "../icons";
import { Online } from "../online";
import { personName } from "../people";
import { Poller } from "../poller";
import { dateTime } from "../time";
import { ProservaElement } from "../elements/base";
import { broadcastStyles } from "./broadcast-styles";
import { empty, failed, loading } from "../elements/states";

const MOVING_SECONDS = 4;
const RESTING_SECONDS = 60;

/** Internal. Emits `open` with an id, and `write`. */
export class BroadcastList extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    broadcastStyles,
    css`
      ul { display: grid; gap: 10px; }
      li { position: relative; display: grid; gap: 4px; padding: 14px 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      li:hover { background: var(--soft); }
      .line { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; justify-content: space-between; }
      /* All of the card leads there; its name alone is read out. */
      .subject { min-block-size: 32px; padding: 0; justify-content: flex-start; text-align: start; color: var(--link); flex: 1 1 200px; min-inline-size: 0; }
      .subject::after { content: ""; position: absolute; inset: 0; border-radius: var(--radius); }
      .subject:focus-visible { outline: none; }
      .subject:focus-visible::after { outline: 3px solid var(--link); outline-offset: 2px; }
      .more { display: flex; margin: 8px auto 0; }
    `,
  ];

  @property({ attribute: false }) courseId = "";

  @state() private broadcasts: Broadcast[] | null = null;
  @state() private cursor: string | null = null;
  @state() private error: unknown = null;
  @state() private problem = "";
  @state() private busy = false;

  /** More than the first page is loaded. */
  private deep = false;
  private readonly online = new Online(this);
  private readonly poller = new Poller(
    () => this.refresh(),
    () => (this.broadcasts?.some(isMoving) ? MOVING_SECONDS : RESTING_SECONDS),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(() => this.poller.stop());
    if (this.courseId) this.poller.start();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.find("h2")?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("courseId") || !this.courseId) return;
    Object.assign(this, { broadcasts: null, cursor: null, deep: false });
    this.poller.start();
    if (changed.get("courseId")) this.poller.now();
  }

  private fetch(cursor: string | null): Promise<BroadcastPage> {
    return this.client.get("broadcasts/", { course_id: this.courseId, cursor });
  }

  private async refresh(): Promise<void> {
    const course = this.courseId;
    try {
      const page = await this.fetch(null);
      if (course !== this.courseId) return;
      const fresh = new Set(page.results.map(({ id }) => id));
      const older = this.deep ? (this.broadcasts ?? []).filter(({ id }) => !fresh.has(id)) : [];
      this.broadcasts = [...page.results, ...older];
      if (!this.deep) this.cursor = page.next_cursor;
      this.error = null;
    } catch (error) {
      if (!this.broadcasts) this.error = error;
      throw error;
    }
  }

  private async more(): Promise<void> {
    Object.assign(this, { busy: true, problem: "" });
    try {
      const page = await this.fetch(this.cursor);
      const known = new Set(this.broadcasts?.map(({ id }) => id));
      this.broadcasts = [...(this.broadcasts ?? []), ...page.results.filter(({ id }) => !known.has(id))];
      this.cursor = page.next_cursor;
      this.deep = true;
      await this.updateComplete;
      // The button that was pressed is gone.
      if (!this.cursor) this.renderRoot.querySelectorAll<HTMLElement>(".subject")[known.size]?.focus();
    } catch (error) {
      this.problem = errorText(error);
    } finally {
      this.busy = false;
    }
  }

  private facts({ audience_text: audience, began, mine, progress, sender, send_at: at }: Broadcast): TemplateResult {
    const { in_bell: reached, seen, emails } = progress;
    const facts = [
      mine ? gettext("by you") : gettext("by %(name)s", { name: personName(sender) }),
      dateTime(at),
      audience,
      began ? gettext("Opened by %(seen)s of %(reached)s", { seen, reached }) : ngettext("%(count)s person", "%(count)s people", progress.total),
      emails.failed ? ngettext("%(count)s email failed", "%(count)s emails failed", emails.failed) : "",
    ].filter(Boolean);
    return html`<div class="small dim">${facts.map((fact, index) => html`${index ? " · " : nothing}<bdi>${fact}</bdi>`)}</div>`;
  }

  private row(broadcast: Broadcast): TemplateResult {
    const { words, mood } = stateWords(broadcast);
    return html`<li>
      <div class="line">
        <button type="button" class="subject" @click=${() => this.dispatchEvent(new CustomEvent("open", { detail: broadcast.id }))}><bdi>${broadcast.subject}</bdi></button>
        <span class="state-chip ${mood}">${words}</span>
      </div>
      ${this.facts(broadcast)} ${broadcast.state === "stopped" ? html`<p class="error">${standing(broadcast)}</p>` : nothing}
    </li>`;
  }

  private failure(): TemplateResult {
    if (this.error instanceof ApiError && this.error.status === 404) return empty(messageIcon, gettext("This is for the course team."));
    return failed(errorText(this.error), () => this.poller.now());
  }

  private content(): TemplateResult {
    const { broadcasts } = this;
    if (this.error) return this.failure();
    if (!broadcasts) return loading(4);
    if (!broadcasts.length) {
      return html`${empty(messageIcon, gettext("No broadcasts yet"), gettext("Write once, and everybody in the course gets it. Answers come to you alone."))}
        <p class="state"><button type="button" class="primary" @click=${() => this.dispatchEvent(new CustomEvent("write"))}>${gettext("Message all students")}</button></p>`;
    }
    return html`<ul>${broadcasts.map((each) => this.row(each))}</ul>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      ${this.cursor
        ? html`<button type="button" class="quiet more" ?disabled=${this.busy} @click=${this.more}>${this.busy ? gettext("Loading…") : gettext("Load more")}</button>`
        : nothing}`;
  }

  protected override render(): TemplateResult {
    return html`<div class="top"><h2 tabindex="-1">${gettext("Broadcasts")}</h2></div>
      ${this.online.now ? nothing : html`<p class="notice" role="status">${gettext("You are offline. This may be out of date.")}</p>`} ${this.content()}`;
  }
}

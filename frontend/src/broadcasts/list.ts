// The broadcasts of a course: what is scheduled, on its way, sent, and what became of each.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { personName } from "../people/people";
import { ApiError } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext, ngettext } from "../shell/i18n";
import { messageIcon } from "../shell/icons";
import { Listing } from "../shell/listing";
import { Poller } from "../shell/poller";
import { Online } from "../shell/presence";
import { empty } from "../shell/states";
import { dateTime } from "../shell/time";
import { formStyles } from "../writing/form-styles";
import { type Broadcast, type BroadcastPage, isMoving } from "./broadcast";
import { stateSentence, stateWords } from "./words";

const MOVING_SECONDS = 4;
const RESTING_SECONDS = 60;

/** Internal. Emits `open` with an id, and `write`. */
export class BroadcastList extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    formStyles,
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

  private readonly list = new Listing<Broadcast, BroadcastPage>(this, {
    fetch: (cursor) => this.client.get("broadcasts/", { course_id: this.courseId, cursor }),
    key: ({ id }) => id,
    rows: ".subject",
  });
  private readonly online = new Online(this);
  private readonly poller = new Poller(
    () => this.list.refresh(),
    () => (this.list.items?.some(isMoving) ? MOVING_SECONDS : RESTING_SECONDS),
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
    this.poller.start();
    if (!changed.get("courseId")) return;
    this.list.set({ items: null });
    void this.list.load();
  }

  private facts({ audience_text: audience, began, mine, progress, sender, send_at: at }: Broadcast): TemplateResult {
    const { in_bell: reached, seen, emails } = progress;
    const facts = [
      mine ? gettext("by you") : gettext("by %(name)s", { name: personName(sender) }),
      dateTime(at),
      audience,
      began
        ? gettext("Opened by %(seen)s of %(reached)s", { seen, reached })
        : ngettext("%(count)s person", "%(count)s people", progress.total),
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
      ${this.facts(broadcast)} ${broadcast.state === "stopped" ? html`<p class="error">${stateSentence(broadcast)}</p>` : nothing}
    </li>`;
  }

  private content(): TemplateResult | typeof nothing {
    const { error, items } = this.list;
    if (error instanceof ApiError && error.status === 404)
      return empty(messageIcon, gettext("Only the course team can see this."));
    if (!items) return this.list.waiting(4) ?? nothing;
    if (!items.length) {
      return html`${empty(messageIcon, gettext("No broadcasts yet"), gettext("Write once to everyone in the course. Replies go to you only."))}
        <p class="state"><button type="button" class="primary" @click=${() => this.dispatchEvent(new CustomEvent("write"))}>${gettext("Message all learners")}</button></p>`;
    }
    return html`<ul>${items.map((each) => this.row(each))}</ul>
      ${this.list.foot()}`;
  }

  protected override render(): TemplateResult {
    return html`<div class="top"><h2 tabindex="-1">${gettext("Broadcasts")}</h2></div>
      ${this.online.now ? nothing : html`<p class="notice" role="status">${gettext("You are offline. This may be out of date.")}</p>`} ${this.content()}`;
  }
}

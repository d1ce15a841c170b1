// Who has seen a message of mine, when, and what their email did: a dialog over the conversation.
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import { gettext } from "../i18n";
import { checkIcon, seenIcon } from "../icons";
import { avatar, personName } from "../people";
import { emailWords, reasonOf } from "../receipt-words";
import { dateTime } from "../time";
import type { Page, Receipt } from "../types";
import { Dialog } from "./dialog";
import { failed, loading } from "./states";

/** Internal. */
export class ReceiptDetails extends Dialog {
  static override styles = [
    Dialog.styles,
    css`
      li { display: flex; gap: 12px; padding: 12px 16px; line-height: 1.4; }
      li + li { border-block-start: 1px solid var(--line); }
      .what { flex: 1; min-inline-size: 0; }
      .name { display: block; font-weight: 600; }
      .seen { display: flex; gap: 6px; align-items: center; font-size: var(--fs-s); }
      .seen .icon { inline-size: 16px; block-size: 16px; color: var(--muted); }
      .seen.yes .icon { color: var(--success); }
      .bad { color: var(--danger); }
      .more { inline-size: 100%; color: var(--primary); }
    `,
  ];

  @property({ attribute: false }) message = 0;

  @state() private receipts: Receipt[] | null = null;
  @state() private cursor: string | null = null;
  @state() private error = "";
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  protected override get heading(): string {
    return gettext("Message details");
  }

  private async load(): Promise<void> {
    const more = this.receipts !== null;
    Object.assign(this, { busy: true, error: "" });
    try {
      const page = await this.client.get<Page<Receipt>>(`messages/${this.message}/receipts/`, { cursor: this.cursor });
      this.receipts = [...(this.receipts ?? []), ...page.results];
      this.cursor = page.next_cursor;
    } catch (error) {
      this.error = errorText(error);
    } finally {
      this.busy = false;
    }
    // The button that was pressed may be gone.
    if (more && !this.cursor) this.find("h2")?.focus();
  }

  private row({ person, seen_at: seen, email }: Receipt): TemplateResult {
    const reason = reasonOf(email);
    return html`<li>
      ${avatar(person, (url) => this.client.resolve(url))}
      <div class="what">
        <span class="name" dir="auto">${personName(person)}</span>
        ${seen
          ? html`<div class="seen yes">${seenIcon}<span>${gettext("Seen")} <time datetime=${seen}>${dateTime(seen)}</time></span></div>`
          : html`<div class="seen">${checkIcon}<span>${gettext("Not seen yet")}</span></div>`}
        <div class="small ${email.state === "failed" ? "bad" : "dim"}">${emailWords(email)}</div>
        ${reason ? html`<div class="small dim" dir="auto">${reason}</div>` : nothing}
      </div>
    </li>`;
  }

  protected override content(): TemplateResult {
    if (!this.receipts) return this.error ? failed(this.error, () => void this.load()) : loading(3);
    return html`<ul>${this.receipts.map((receipt) => this.row(receipt))}</ul>
      ${this.error ? failed(this.error, () => void this.load()) : nothing}
      ${this.cursor && !this.error
        ? html`<button type="button" class="more" ?disabled=${this.busy} @click=${this.load}>${gettext("Show more")}</button>`
        : nothing}`;
  }
}

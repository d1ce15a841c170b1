// The receipts of a message: who has seen it, when, and the email status.
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { Requests } from "../people/panel";
import { avatar, personName } from "../people/people";
import { ProservaElement } from "../shell/base";
import { gettext, ngettext } from "../shell/i18n";
import { checkIcon, seenIcon } from "../shell/icons";
import { Listing } from "../shell/listing";
import { dateTime } from "../shell/time";
import type { Receipt, Schemas } from "../shell/types";
import { emailWords, isLost, reasonOf } from "./receipt-words";

/** Internal. Emits `pressed` after a button was pressed that may be gone. */
export class ReceiptDetailsView extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      li { display: flex; gap: 12px; padding: 12px 16px; line-height: 1.4; }
      li + li { border-block-start: 1px solid var(--line); }
      .what { flex: 1; min-inline-size: 0; }
      .name { display: block; font-weight: 600; }
      .seen { display: flex; gap: 6px; align-items: center; font-size: var(--fs-s); }
      .seen .icon { inline-size: 16px; block-size: 16px; color: var(--muted); }
      .seen.yes .icon { color: var(--success); }
      .bad { color: var(--danger); }
      .again { padding: 12px 16px; border-block-start: 1px solid var(--line); }
      .more { inline-size: 100%; }
      .notice { margin: 8px 16px; }
    `,
  ];

  @property({ attribute: false }) message = 0;

  /** How many emails will be sent again. */
  @state() private word = "";
  private readonly requests = new Requests(this);
  private readonly list = new Listing<Receipt>(this, {
    fetch: (cursor) => this.client.get(`messages/${this.message}/receipts/`, { cursor }),
    // Former users have no username.
    key: (receipt) => receipt.person?.username ?? receipt,
    rows: "li",
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.list.load();
  }

  private async sendAgain(): Promise<void> {
    this.word = "";
    await this.requests.run("again", async () => {
      const { retried } = await this.client.post<Schemas["Retried"]>(`messages/${this.message}/emails/retry/`, {});
      this.word = ngettext("%(count)s email will be sent again.", "%(count)s emails will be sent again.", retried);
      const email = { state: "pending", reason: "", at: null } as const;
      const retry = (receipt: Receipt) => (isLost(receipt) ? { ...receipt, email } : receipt);
      this.list.set({ items: this.list.items?.map(retry) ?? null });
    });
    this.pressed();
  }

  private pressed(): void {
    this.dispatchEvent(new CustomEvent("pressed", { bubbles: true, composed: true }));
  }

  /** Sends all emails again that did not arrive, or may not have. */
  private again(receipts: Receipt[]): TemplateResult {
    const lost = receipts.filter(isLost);
    const unclear = lost.some(({ email }) => email?.state === "unknown");
    const label = gettext("Send again");
    return html`<div class="again" ?hidden=${!lost.length && !this.word}>
      ${lost.length ? html`<button type="button" class="outline" ?disabled=${!!this.requests.busy} @click=${this.sendAgain}>${label}</button>` : nothing}
      ${unclear ? html`<p class="small dim">${gettext("If an email arrived after all, it will arrive twice.")}</p>` : nothing}
      <p role="status">${this.word}</p>
      ${this.requests.error("again")}
    </div>`;
  }

  private row({ person, seen_at: seen, email }: Receipt): TemplateResult {
    const reason = email ? reasonOf(email) : "";
    return html`<li tabindex="-1">
      ${avatar(person, (url) => this.client.resolve(url))}
      <div class="what">
        <span class="name" dir="auto">${personName(person)}</span>
        ${
          seen
            ? html`<div class="seen yes">${seenIcon}<span>${gettext("Seen")} <time datetime=${seen}>${dateTime(seen)}</time></span></div>`
            : html`<div class="seen">${checkIcon}<span>${gettext("Not seen yet")}</span></div>`
        }
        ${email ? html`<div class="small ${email.state === "failed" ? "bad" : "dim"}">${emailWords(email)}</div>` : nothing}
        ${reason ? html`<div class="small dim" dir="auto">${reason}</div>` : nothing}
      </div>
    </li>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { items } = this.list;
    if (!items) return this.list.waiting(3) ?? nothing;
    return html`<ul>${items.map((receipt) => this.row(receipt))}</ul>
      ${this.again(items)} ${this.list.foot()}`;
  }
}

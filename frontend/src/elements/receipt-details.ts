// Who has seen a message of mine, when, and what their email did: a dialog over the conversation.
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import { gettext } from "../i18n";
import { checkIcon, closeIcon, seenIcon } from "../icons";
import { avatar, personName } from "../people";
import { emailWords, reasonOf } from "../receipt-words";
import { dateTime } from "../time";
import type { Page, Receipt } from "../types";
import { ProservaElement } from "./base";
import { failed, loading } from "./states";

/** Internal. Emits `close`. */
export class ReceiptDetails extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      dialog {
        inline-size: min(440px, calc(100vw - 24px)); max-block-size: min(600px, calc(100vh - 24px)); margin: auto; padding: 0; overflow: hidden;
        color: var(--text); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
      }
      dialog::backdrop { background: rgb(10 20 40 / 45%); }
      .box { display: flex; flex-direction: column; max-block-size: inherit; }
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 6px 6px 6px 16px; border-block-end: 1px solid var(--line); }
      :host(:dir(rtl)) .head { padding: 6px 16px 6px 6px; }
      .head h2 { font-size: calc(var(--fs) * 1.0625); font-weight: 700; color: inherit; }
      .head h2:focus { outline: none; }
      .scroll { overflow-y: auto; min-block-size: 96px; overscroll-behavior: contain; }
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

  protected override firstUpdated(): void {
    this.find<HTMLDialogElement>("dialog")?.showModal();
    this.find("h2")?.focus();
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

  private close(): void {
    this.find<HTMLDialogElement>("dialog")?.close();
  }

  /** The dialog itself is all there is around its box: the backdrop. */
  private clicked(event: Event): void {
    if (event.target === event.currentTarget) this.close();
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

  private content(): TemplateResult {
    if (!this.receipts) return this.error ? failed(this.error, () => void this.load()) : loading(3);
    return html`<ul>${this.receipts.map((receipt) => this.row(receipt))}</ul>
      ${this.error ? failed(this.error, () => void this.load()) : nothing}
      ${this.cursor && !this.error
        ? html`<button type="button" class="more" ?disabled=${this.busy} @click=${this.load}>${gettext("Show more")}</button>`
        : nothing}`;
  }

  protected override render(): TemplateResult {
    const close = gettext("Close");
    return html`<dialog aria-labelledby="title" @click=${this.clicked} @close=${() => this.dispatchEvent(new CustomEvent("close"))}>
      <div class="box">
        <div class="head">
          <h2 id="title" tabindex="-1">${gettext("Message details")}</h2>
          <button type="button" class="round" aria-label=${close} title=${close} @click=${this.close}>${closeIcon}</button>
        </div>
        <div class="scroll" tabindex="0" role="group" aria-labelledby="title">${this.content()}</div>
      </div>
    </dialog>`;
  }
}

/** Opens it over an element that shows the message; closed, it gives the focus back to the message's receipt. */
export function showReceipts(host: ProservaElement, message: number): void {
  const root = host.renderRoot;
  const details = document.createElement("proserva-receipts") as ReceiptDetails;
  Object.assign(details, { api: host.api, message });
  details.addEventListener("close", () => {
    details.remove();
    root.querySelector<HTMLElement>(`#message-${message} .receipt`)?.focus();
  });
  root.append(details);
}

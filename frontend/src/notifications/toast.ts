// A toast for what has just arrived. It hides after a while, and waits while it has the pointer or the focus.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { avatar } from "../people/people";
import { ProservaElement } from "../shell/base";
import { linkTarget } from "../shell/frame";
import { gettext, ngettext } from "../shell/i18n";
import { closeIcon } from "../shell/icons";
import type { Notification } from "../shell/types";
import { arrivalTitle, firstWords, openHere } from "./follow";

const SHOWN_MS = 8000;

/** Internal. Emits `done` when it has been shown for long enough, followed or dismissed. */
export class Toast extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      .toast {
        position: fixed; z-index: 2147483000; inset-block-end: 16px; inset-inline-end: 16px; inline-size: min(400px, calc(100vw - 32px));
        display: flex; align-items: flex-start; gap: 4px; padding: 6px; border-radius: var(--radius); background: var(--surface);
        border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); box-shadow: var(--shadow); animation: rise 0.2s ease-out;
      }
      a { flex: 1; min-inline-size: 0; display: flex; gap: 12px; padding: 8px; border-radius: 8px; color: inherit; text-decoration: none; }
      a:hover { background: var(--soft); }
      .text { min-inline-size: 0; line-height: 1.4; }
      .preview { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
      @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
    `,
  ];

  @property({ attribute: false }) arrival: { newest: Notification; more: number } | null = null;

  private timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(() => this.wait());
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("arrival")) this.resume();
  }

  private readonly wait = (): void => clearTimeout(this.timer);

  private readonly resume = (): void => {
    this.wait();
    if (this.arrival) this.timer = window.setTimeout(this.done, SHOWN_MS);
  };

  private readonly done = (): void => {
    this.wait();
    this.dispatchEvent(new CustomEvent("done"));
  };

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Escape") this.done();
  }

  private toast({ newest, more }: { newest: Notification; more: number }): TemplateResult {
    const title = arrivalTitle(newest);
    return html`<div class="toast" @pointerenter=${this.wait} @pointerleave=${this.resume} @focusin=${this.wait} @focusout=${this.resume}
      @keydown=${this.pressed}>
      <a href=${this.client.resolve(newest.url)} target=${linkTarget()} @click=${(event: MouseEvent) => openHere(event, newest) && this.done()}>
        ${avatar(newest.sender, (url) => this.client.resolve(url))}
        <span class="text">
          <strong dir="auto">${title}</strong>
          <span class="preview" dir="auto">${firstWords(newest)}</span>
          ${more > 0 ? html`<span class="small dim">${ngettext("and %(count)s more", "and %(count)s more", more)}</span>` : nothing}
        </span>
      </a>
      <button type="button" class="round" aria-label=${gettext("Dismiss")} @click=${this.done}>${closeIcon}</button>
    </div>`;
  }

  protected override render(): TemplateResult {
    // The live region is there before what it announces, or it would not be read out.
    return html`<div role="status">${this.arrival ? this.toast(this.arrival) : nothing}</div>`;
  }
}

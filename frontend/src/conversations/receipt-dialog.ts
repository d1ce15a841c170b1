// The dialog of a message's receipts. Its content is in the second script.
import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { Dialog } from "../shell/dialog";
import { gettext } from "../shell/i18n";

/** Internal. */
export class ReceiptDialog extends Dialog {
  @property({ attribute: false }) message = 0;

  protected override get heading(): string {
    return gettext("Message details");
  }

  /** The button that was pressed may be gone. */
  private pressed(): void {
    this.find("h2")?.focus();
  }

  protected override content(): TemplateResult {
    return html`<proserva-receipt-details .api=${this.api} .message=${this.message} @pressed=${this.pressed}></proserva-receipt-details>`;
  }
}

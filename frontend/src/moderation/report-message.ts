// The dialog in which a message is reported.
import { css, html, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { Requests } from "../people/panel";
import { Dialog } from "../shell/dialog";
import { gettext } from "../shell/i18n";
import type { ReportReason, SentReport } from "../shell/types";
import { formStyles } from "../writing/form-styles";
import { REASONS, reasonWords } from "./words";

const NOTE_LONGEST = 1000;
const AROUND_MOST = 20;

/** Internal. Emits `close`. */
export class ReportMessage extends Dialog {
  static override styles = [
    Dialog.styles,
    formStyles,
    css`
      dialog { padding: 0; overflow: hidden; }
      form, .done { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; padding: 16px; }
      textarea { min-block-size: 88px; resize: vertical; }
      .around { display: flex; flex-wrap: wrap; gap: 10px 16px; }
      .around label { display: flex; gap: 8px; align-items: center; font-size: var(--fs-s); }
      .around input { inline-size: 5em; }
      fieldset { gap: 0; }
      .around { margin-block-start: 4px; }
    `,
  ];

  @property({ attribute: false }) message = 0;

  @state() private sent: SentReport | null = null;
  private readonly requests = new Requests(this);

  override connectedCallback(): void {
    super.connectedCallback();
    // The element around this one is what the page waits for.
    const around = (this.getRootNode() as ShadowRoot).host;
    const closed = () => around.dispatchEvent(new CustomEvent("close"));
    this.addEventListener("close", closed);
    this.whileConnected(() => this.removeEventListener("close", closed));
  }

  protected override get heading(): string {
    return gettext("Report message");
  }

  private async send(event: Event): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const reason = fields.get("reason") as ReportReason | null;
    if (!reason) {
      this.requests.fail("report", gettext("Choose a reason."));
      this.find<HTMLInputElement>("input[name=reason]")?.focus();
      return;
    }
    const report = {
      reason,
      note: fields.get("note") as string,
      before: Number(fields.get("before")),
      after: Number(fields.get("after")),
      about_team: fields.has("about_team"),
    };
    const done = await this.requests.run("report", async () => {
      this.sent = await this.client.post<SentReport>(`messages/${this.message}/report/`, report);
    });
    if (!done) return;
    await this.updateComplete;
    this.find(".finish")?.focus();
  }

  private around(name: string, label: string): TemplateResult {
    return html`<label>${label}<input type="number" name=${name} min="0" max=${AROUND_MOST} value="0" required /></label>`;
  }

  private form(): TemplateResult {
    return html`<form @submit=${this.send}>
      <p class="hint">${gettext("Those who handle it see your name. The person you report does not.")}</p>
      <fieldset>
        <legend>${gettext("Reason")}</legend>
        ${REASONS.map((each) => html`<label class="check"><input type="radio" name="reason" value=${each} />${reasonWords(each)}</label>`)}
      </fieldset>
      <label><span class="label">${gettext("Note (optional)")}</span><textarea name="note" dir="auto" maxlength=${NOTE_LONGEST}></textarea></label>
      <fieldset>
        <legend>${gettext("Also share messages around it")}</legend>
        <p class="hint">${gettext("Only the reported message and those you choose are shared.")}</p>
        <div class="around">${this.around("before", gettext("Before"))} ${this.around("after", gettext("After"))}</div>
      </fieldset>
      <label class="check"><input type="checkbox" name="about_team" />${gettext("This is about the course team: send it to the site instead")}</label>
      ${this.requests.error("report")}
      <div class="actions">
        <button type="submit" class="primary" ?disabled=${!!this.requests.busy}>${gettext("Send report")}</button>
        <button type="button" class="quiet" @click=${this.close}>${gettext("Cancel")}</button>
      </div>
    </form>`;
  }

  private done({ route, state: now }: SentReport): TemplateResult {
    const words =
      now === "handled"
        ? gettext("Your report of this message was handled.")
        : route === "site"
          ? gettext("Thank you. The people who run this site will look at it.")
          : gettext("Thank you. The course team will look at it.");
    return html`<div class="done">
      <p role="status">${words}</p>
      <div class="actions"><button type="button" class="primary finish" @click=${this.close}>${gettext("Close")}</button></div>
    </div>`;
  }

  protected override content(): TemplateResult {
    return this.sent ? this.done(this.sent) : this.form();
  }
}

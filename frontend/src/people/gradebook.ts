// <proserva-gradebook>: puts a button beside each learner of the platform's own gradebook, and opens the composer over
// it.
import { css, html, nothing, render, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { closeIcon, messageIcon } from "../shell/icons";

/** The learners on the page: links to their progress with the username as text. */
const LEARNERS = '.student-table td a[href*="/progress/"]';
/** None of the page's own button styles; at the cell's end, so that no row grows in a narrow column. */
const LOOK =
  "all:unset;outline:revert;cursor:pointer;display:grid;place-items:center;position:absolute;inset-block:0;inset-inline-end:0;inline-size:2em;background:inherit";

/**
 * Adds a button to each learner of the legacy gradebook's table, and opens a composer over the page.
 *
 * @element proserva-gradebook
 */
export class Gradebook extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      dialog { inline-size: min(720px, calc(100vw - 32px)); max-block-size: calc(100vh - 32px); padding: 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: inherit; }
      dialog::backdrop { background: rgb(10 30 60 / 40%); }
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; margin-block-end: 8px; }
      .head h2 { font-size: calc(var(--fs) * 1.125); font-weight: 600; }
    `,
  ];

  /** The course of the gradebook. */
  @property({ attribute: "course-id" }) courseId = "";
  /** The learner's progress page, as the context of messages. */
  @property({ attribute: "progress-url" }) progressUrl = "";

  @state() private username = "";

  /** With its words there. */
  protected override firstUpdated(): void {
    document.querySelectorAll(LEARNERS).forEach((link) => this.mark(link));
  }

  /**
   * The rows stand beside another table's, line by line, and are searched by their text: so none grows, and none gets
   * more text.
   */
  private mark(link: Element): void {
    const username = link.textContent?.trim() ?? "";
    if (!username || link.nextElementSibling?.classList.contains("proserva-write")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "proserva-write";
    button.title = gettext("Message %(name)s", { name: username });
    button.setAttribute("aria-label", button.title);
    button.style.cssText = LOOK;
    render(messageIcon, button);
    button.addEventListener("click", () => void this.write(username));
    if (link.parentElement) link.parentElement.style.position = "relative";
    link.after(button);
  }

  private async write(username: string): Promise<void> {
    this.username = username;
    await this.updateComplete;
    this.find<HTMLDialogElement>("dialog")?.showModal();
    this.find("proserva-compose")?.focus();
  }

  private close(): void {
    this.find<HTMLDialogElement>("dialog")?.close();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.username) return nothing;
    return html`<dialog aria-labelledby="title" @close=${() => (this.username = "")}>
      <div class="head">
        <h2 id="title" dir="auto">${gettext("Message %(name)s", { name: this.username })}</h2>
        <button type="button" class="round" aria-label=${gettext("Close")} title=${gettext("Close")} @click=${this.close}>${closeIcon}</button>
      </div>
      <proserva-compose .api=${this.api} .courseId=${this.courseId} .recipients=${this.username}
        .contextUrl=${this.progressUrl} .contextLabel=${gettext("Progress")}></proserva-compose>
    </dialog>`;
  }
}

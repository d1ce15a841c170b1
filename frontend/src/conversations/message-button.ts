// <proserva-message-button>: opens a composer in place, and keeps what was written when it is closed.
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { reportHeight } from "../shell/frame";
import { gettext } from "../shell/i18n";
import { closeIcon, messageIcon } from "../shell/icons";
import { ComposeOptions } from "./compose-options";

const SETTLED_MS = 400;

/**
 * A button that opens a composer in place. It takes the attributes of `<proserva-compose>` too. In a frame it reports
 * its height to the parent page (`plugin.resize`).
 *
 * @element proserva-message-button
 * @attr {boolean} automatic - Placed by the platform, not by an author: adds a margin.
 * @attr {boolean} floating - Lies over the page: the composer replaces the button while open.
 */
export class MessageButton extends ComposeOptions {
  static override styles = [
    ComposeOptions.styles,
    css`
      /* Between what the platform shows, which keeps no room for it. */
      :host([automatic]) { margin-block: 16px; }
      .start { display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: center; }
      .panel { margin-block-start: 14px; padding: 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); max-inline-size: 720px; }
      /* Over the page there is no place for both. */
      :host([floating]) .start:has(+ .panel:not([hidden])) { display: none; }
      :host([floating]) .panel { margin: 0; }
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; margin-block: -8px 8px; margin-inline-end: -8px; }
      .head h2 { font-size: calc(var(--fs) * 1.125); font-weight: 600; color: inherit; }
    `,
  ];

  /** The text of the button. */
  @property() label = "";
  /** A sentence beside the button. */
  @property() prompt = "";
  /** Why the button cannot be used now, as a sentence. */
  @property() unavailable = "";

  @state() private open = false;
  /** The composer is made when it is first wanted: most readers of a lesson never open it. */
  @state() private made = false;

  override connectedCallback(): void {
    super.connectedCallback();
    reportHeight();
  }

  private get name(): string {
    return this.label || gettext("Message instructor");
  }

  private async toggle(): Promise<void> {
    if (this.unavailable) return;
    this.open = !this.open;
    this.made = true;
    await this.updateComplete;
    if (!this.open) return;
    this.find("proserva-compose")?.focus();
    // When the composer has come and a frame around it has grown: all of it should be in sight.
    setTimeout(() => this.open && this.find("#panel")?.scrollIntoView?.({ block: "nearest" }), SETTLED_MS);
  }

  private async close(): Promise<void> {
    this.open = false;
    await this.updateComplete;
    this.find(".start button")?.focus();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.defaultPrevented) void this.close();
  }

  private panel(): TemplateResult {
    return html`<section id="panel" class="panel" aria-labelledby="title" ?hidden=${!this.open} @keydown=${this.pressed}>
      <div class="head">
        <h2 id="title" dir="auto">${this.name}</h2>
        <button type="button" class="round" aria-label=${gettext("Close")} title=${gettext("Close")} @click=${this.close}>${closeIcon}</button>
      </div>
      <proserva-compose
        .api=${this.api}
        .courseId=${this.courseId}
        .recipients=${this.recipients}
        .usageKey=${this.usageKey}
        .discussionThreadId=${this.discussionThreadId}
        .contextUrl=${this.contextUrl}
        .contextLabel=${this.contextLabel}
        .about=${this.about}
        .noFiles=${this.noFiles}
        .choose=${this.choose}
        .thread=${this.thread}
      ></proserva-compose>
    </section>`;
  }

  protected override render(): TemplateResult {
    const aside = this.unavailable || this.prompt;
    return html`<div class="start">
        <button type="button" class="primary" dir="auto" aria-expanded=${this.unavailable ? nothing : this.open}
          aria-controls=${this.made ? "panel" : nothing} aria-disabled=${!!this.unavailable}
          aria-describedby=${aside ? "aside" : nothing} @click=${this.toggle}>${messageIcon}${this.name}</button>
        ${aside ? html`<span id="aside" class="dim" dir="auto">${aside}</span>` : nothing}
      </div>
      ${this.made ? this.panel() : nothing}`;
  }
}

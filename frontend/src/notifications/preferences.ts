// <proserva-preferences>: the settings of the user. Their content is in the second script.
import { css, html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import type { Course } from "../shell/types";

/**
 * The settings of the user: emails in all courses and in individual ones, their name, blocks, privacy log and download.
 * The inbox shows it at `?preferences=1` and behind its gear.
 *
 * @element proserva-preferences
 * @slot start - Before the heading, such as a back button.
 * @slot end - After the heading, such as a close button.
 */
export class Preferences extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      .head { display: flex; align-items: center; gap: 8px; min-block-size: 62px; padding: 8px 8px 8px 16px; border-block-end: 1px solid var(--line); }
      :host(:dir(rtl)) .head { padding: 8px 16px 8px 8px; }
      .head h2 { flex: 1; font-size: calc(var(--fs) * 1.125); font-weight: 700; color: inherit; }
      .head h2:focus { outline: none; }
    `,
  ];

  /** A course that is always listed. */
  @property({ attribute: "course-id" }) courseId = "";
  /** More courses to choose for. */
  @property({ attribute: false }) courses: Course[] = [];

  override focus(): void {
    void this.updateComplete.then(() => this.find("h2")?.focus());
  }

  protected override render(): TemplateResult {
    const { api, courseId, courses } = this;
    return html`<header class="head"><slot name="start"></slot><h2 tabindex="-1">${gettext("Settings")}</h2><slot name="end"></slot></header>
      <proserva-settings .api=${api} .courseId=${courseId} .courses=${courses}></proserva-settings>`;
  }
}

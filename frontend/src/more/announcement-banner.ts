// The announcement above a course's pages: the pinned or the newest one, until the reader takes it away.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import { dismiss } from "../dismissals";
import { linkTarget, reportHeight } from "../frame";
import { gettext } from "../i18n";
import { closeIcon } from "../icons";
import { dateTime } from "../time";
import { ProservaElement } from "../elements/base";
import { megaphoneIcon, pinIcon } from "./announcement-icons";
import type { Banner } from "./announcements";

/** Internal. */
export class AnnouncementBanner extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      section {
        display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px 12px; align-items: start; margin-block-end: 16px; padding: 8px 6px 10px 16px;
        border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); border-radius: var(--radius); background: var(--soft);
      }
      :host(:dir(rtl)) section { padding: 8px 16px 10px 6px; }
      section > .icon { margin-block-start: 12px; color: var(--accent); }
      .what { min-inline-size: 0; padding-block: 10px 0; line-height: 1.4; }
      a { font-weight: 700; color: var(--text); text-decoration: underline; text-underline-offset: 2px; }
      a:hover { color: var(--link); }
      .preview { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
      .meta { font-size: var(--fs-xs); color: var(--muted); }
      .error { grid-column: 2 / -1; }
    `,
  ];

  @property({ attribute: false }) courseId = "";
  /** Whose dismissals this browser remembers; nobody's where it is empty. */
  @property({ attribute: false }) reader = "";

  @state() private banner: Banner | null = null;
  @state() private problem = "";
  @state() private busy = false;
  /** It was taken away, and nothing came in its place. */
  @state() private gone = false;

  override connectedCallback(): void {
    super.connectedCallback();
    reportHeight();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("courseId") || changed.has("api")) void this.load();
  }

  /** Where it cannot be had there is none: a lesson is not the place to tell of that. */
  private async load(): Promise<void> {
    const { courseId } = this;
    Object.assign(this, { banner: null, problem: "", gone: false });
    if (!courseId) return;
    try {
      const { banner } = await this.client.get<{ banner: Banner | null }>("announcements/banner/", { course_id: courseId });
      if (courseId === this.courseId) this.banner = banner;
    } catch {
      this.banner = null;
    }
  }

  private async dismiss({ id, version }: Banner): Promise<void> {
    Object.assign(this, { busy: true, problem: "" });
    try {
      await this.client.post(`announcements/${id}/dismiss/`, { version });
      dismiss(this.reader, id, version);
      await this.load();
      this.gone = !this.banner;
      await this.updateComplete;
      // The button that was pressed is gone.
      (this.find("a") ?? this.find(".gone"))?.focus();
    } catch (error) {
      this.problem = errorText(error);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { banner } = this;
    if (!banner) return this.gone ? html`<p class="vh gone" tabindex="-1" role="status">${gettext("The announcement was taken away.")}</p>` : nothing;
    const { edited, pinned, preview, publish_at: at, title, url } = banner;
    const label = gettext("Take this away");
    return html`<section aria-label=${gettext("Announcement")}>
      ${pinned ? pinIcon : megaphoneIcon}
      <div class="what">
        <a href=${this.client.resolve(url)} target=${linkTarget()} dir="auto">${title}</a>
        <div class="preview" dir="auto">${preview}</div>
        <div class="meta">${gettext("Announcement")} · <time datetime=${at}>${dateTime(at)}</time>${edited ? html` · ${gettext("Edited")}` : nothing}</div>
      </div>
      <button type="button" class="round" aria-label=${label} title=${label} ?disabled=${this.busy} @click=${() => void this.dismiss(banner)}>${closeIcon}</button>
      ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
    </section>`;
  }
}

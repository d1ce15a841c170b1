// The announcement above a course's pages: the pinned or the newest one, until the reader takes it away.
import { Task } from "@lit/task/task.js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { linkTarget, reportHeight } from "../shell/frame";
import { gettext } from "../shell/i18n";
import { closeIcon } from "../shell/icons";
import { dateTime } from "../shell/time";
import type { Schemas } from "../shell/types";
import type { Banner } from "./announcement";
import { dismiss } from "./dismissals";
import { megaphoneIcon, pinIcon } from "./words";

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
  /** The reader whose dismissals this browser remembers; none if empty. */
  @property({ attribute: false }) reader = "";

  @state() private problem = "";
  @state() private busy = false;
  /** The course in which one was dismissed; another may have followed. */
  private dismissed: string | null = null;
  /** If it cannot be loaded there is no banner: a lesson is not the place for that error. */
  private readonly banner = new Task(this, {
    args: () => [this.courseId, this.client] as const,
    task: ([courseId, client]) =>
      courseId ? client.get<Schemas["BannerAnswer"]>("announcements/banner/", { course_id: courseId }) : null,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    reportHeight();
  }

  private async dismiss({ id, version }: Banner): Promise<void> {
    Object.assign(this, { busy: true, problem: "" });
    try {
      await this.client.post(`announcements/${id}/dismiss/`, { version });
      dismiss(this.reader, id, version);
      this.dismissed = this.courseId;
      await this.banner.run();
      await this.updateComplete;
      // The button that was pressed is gone.
      (this.find("a") ?? this.find(".gone"))?.focus();
    } catch (error) {
      this.problem = errorText(error);
    } finally {
      this.busy = false;
    }
  }

  private none(): TemplateResult | typeof nothing {
    if (this.dismissed !== this.courseId) return nothing;
    return html`<p class="vh gone" tabindex="-1" role="status">${gettext("Announcement dismissed.")}</p>`;
  }

  private section(banner: Banner): TemplateResult {
    const { edited, pinned, preview, publish_at: at, title, url } = banner;
    const label = gettext("Dismiss");
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

  protected override render(): unknown {
    const none = () => this.none();
    return this.banner.render({
      complete: (found) => (found?.banner ? this.section(found.banner) : none()),
      error: none,
    });
  }
}

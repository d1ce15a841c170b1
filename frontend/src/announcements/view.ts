// <proserva-announcements>: a course's announcements with their form, or the banner above its pages.
import { html, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import type { Announcement } from "./announcement";

/**
 * A course's announcements: read by learners, and managed by the course team. Scrolls to `#announcement-12` of the
 * page's address. With `banner`, shows only the pinned or newest one until its reader dismisses it, and renders nothing
 * if there is none.
 *
 * @element proserva-announcements
 * @attr {string} course-id - The course.
 * @attr {boolean} banner - Shows the banner only.
 * @attr {string} current - The possible banners, as ids and text versions: `12.3 15.1`. If this browser knows all as
 * dismissed, nothing is loaded.
 * @attr {string} reader - The reader whose dismissals this browser remembers.
 * @fires proserva-read - After announcements were seen. Detail: `{thread: 0}`.
 */
export class AnnouncementsView extends ProservaElement {
  @property({ attribute: false }) courseId = "";
  @property({ attribute: false }) banner = false;
  @property({ attribute: false }) reader = "";

  /** The announcement in the form; `null` for a new one. */
  @state() private writing: Announcement | null | undefined = undefined;
  @state() private zone = "";
  @state() private landing: Announcement | null = null;

  private async back(saved: Announcement | null): Promise<void> {
    Object.assign(this, { writing: undefined, landing: saved });
    await this.updateComplete;
    if (!saved) this.find("proserva-announcement-list")?.focus();
  }

  private list(): TemplateResult {
    return html`<proserva-announcement-list .api=${this.api} .courseId=${this.courseId} .landing=${this.landing}
      @zone=${({ detail }: CustomEvent<string>) => (this.zone = detail)}
      @write=${({ detail }: CustomEvent<Announcement | null>) => (this.writing = detail)}></proserva-announcement-list>`;
  }

  private form(announcement: Announcement | null): TemplateResult {
    return html`<proserva-announcement-form .api=${this.api} .courseId=${this.courseId} .courseZone=${this.zone} .announcement=${announcement}
      @done=${({ detail }: CustomEvent<Announcement>) => void this.back(detail)} @leave=${() => void this.back(null)}></proserva-announcement-form>`;
  }

  protected override render(): TemplateResult {
    if (this.banner) {
      return html`<proserva-announcement-banner .api=${this.api} .courseId=${this.courseId} .reader=${this.reader}></proserva-announcement-banner>`;
    }
    return this.writing === undefined ? this.list() : this.form(this.writing);
  }
}

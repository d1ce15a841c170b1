// <proserva-announcements>: a course's announcements with their form, or the banner above its pages.
import { html, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ProservaElement } from "../elements/base";
import type { Announcement } from "./announcements";

export class AnnouncementsView extends ProservaElement {
  @property({ attribute: false }) courseId = "";
  @property({ attribute: false }) banner = false;
  @property({ attribute: false }) reader = "";

  /** What is being written: a new one for `null`. */
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

// A course's announcements: read by everybody in the course, written by its team.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { ApiError, errorText } from "../api";
import { gettext } from "../i18n";
import { Online } from "../online";
import { ProservaElement } from "../elements/base";
import { bodyStyles } from "../elements/body-styles";
import { empty, failed, loading } from "../elements/states";
import { announcementCard } from "./announcement-card";
import { megaphoneIcon } from "./announcement-icons";
import { SeenCards } from "./announcement-seen";
import { announcementStyles } from "./announcement-styles";
import { stateName } from "./announcement-words";
import type { Announcement, AnnouncementPage } from "./announcements";
import { broadcastStyles } from "./broadcast-styles";

const STATES: Announcement["state"][] = ["published", "scheduled", "draft", "expired", "unpublished"];

/** `#announcement-12` */
function wanted(): number {
  return Number(/^#announcement-(\d{1,15})$/.exec(location.hash)?.[1] ?? 0);
}

/** Internal. Emits `write` with an announcement to change, or with none. */
export class AnnouncementList extends ProservaElement {
  static override styles = [ProservaElement.styles, broadcastStyles, bodyStyles, announcementStyles];

  @property({ attribute: false }) courseId = "";
  /** The one to show first: it was just written. */
  @property({ attribute: false }) landing: Announcement | null = null;

  @state() private rows: Announcement[] | null = null;
  @state() private cursor: string | null = null;
  @state() private canPost = false;
  @state() private filter = "";
  @state() private error: unknown = null;
  @state() private problem = "";
  /** What went well, or is not there. */
  @state() private word = "";
  @state() private busy = 0;
  @state() private loadingMore = false;
  @state() private asking = 0;
  /** What is wrong with which. */
  @state() private refusal: { id: number; words: string } | null = null;
  /** Those that were unread when they came. */
  @state() private fresh = new Set<number>();

  private asked = 0;
  private told = new Set<number>();
  private readonly online = new Online(this);

  constructor() {
    super();
    new SeenCards(this, (ids) => void this.look(ids));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const back = () => this.error && void this.load();
    const moved = () => void this.land();
    window.addEventListener("online", back);
    window.addEventListener("hashchange", moved);
    this.whileConnected(
      () => window.removeEventListener("online", back),
      () => window.removeEventListener("hashchange", moved),
    );
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("courseId") || changed.has("api")) void this.load();
  }

  private fetch(cursor: string | null): Promise<AnnouncementPage> {
    return this.client.get("announcements/", { course_id: this.courseId, state: this.filter, cursor });
  }

  private async load(): Promise<void> {
    this.asked += 1;
    const { asked } = this;
    Object.assign(this, { error: null, problem: "", refusal: null, asking: 0 });
    if (!this.courseId) return;
    try {
      const page = await this.fetch(null);
      if (asked !== this.asked) return;
      Object.assign(this, { rows: [], canPost: page.can_post });
      this.add(page);
      this.dispatchEvent(new CustomEvent("zone", { detail: page.time_zone }));
      await this.land();
    } catch (error) {
      if (asked === this.asked) Object.assign(this, { error, rows: null });
    }
  }

  private add({ results, next_cursor: cursor }: AnnouncementPage): void {
    const known = new Set(this.rows?.map(({ id }) => id));
    this.rows = [...(this.rows ?? []), ...results.filter(({ id }) => !known.has(id))];
    this.fresh = new Set([...this.fresh, ...results.filter(({ unread }) => unread).map(({ id }) => id)]);
    this.cursor = cursor;
  }

  /** To the one that the address names, or that was just written: fetched by itself where it stands further down. */
  private async land(): Promise<void> {
    const { landing } = this;
    const id = landing?.id ?? wanted();
    this.landing = null;
    if (!id || !this.rows) return;
    if (!this.rows.some((each) => each.id === id)) await this.bring(id);
    await this.updateComplete;
    this.card(id)?.scrollIntoView?.({ block: "start" });
    this.find(`#title-${id}`)?.focus({ preventScroll: true });
  }

  private async bring(id: number): Promise<void> {
    try {
      const found = await this.client.get<Announcement>(`announcements/${id}/`);
      // An address can be anybody's making: only this course's are shown here.
      if (found.course.id !== this.courseId) return;
      this.rows = [found, ...(this.rows ?? [])];
      if (found.unread) this.fresh = new Set([...this.fresh, id]);
    } catch (error) {
      const gone = error instanceof ApiError && error.status === 404;
      this.word = gone ? gettext("This announcement is not shown any more.") : errorText(error);
    }
  }

  private card(id: number): HTMLElement | null {
    return this.find(`[data-id="${id}"]`);
  }

  private async look(ids: number[]): Promise<void> {
    const unread = this.rows?.filter(({ id, unread: waits }) => waits && ids.includes(id) && !this.told.has(id)) ?? [];
    unread.forEach(({ id }) => this.told.add(id));
    for (const { id } of unread) {
      try {
        await this.client.post(`announcements/${id}/seen/`, {});
        this.rows = this.rows?.map((each) => (each.id === id ? { ...each, unread: false } : each)) ?? null;
      } catch {
        this.told.delete(id); // it stays unread, and is told of at the next look
      }
    }
    // The bell counts it no more.
    if (unread.length) this.emit("proserva-read", { thread: 0 });
  }

  private async more(): Promise<void> {
    const { asked } = this;
    const known = this.rows?.length ?? 0;
    Object.assign(this, { loadingMore: true, problem: "" });
    try {
      const page = await this.fetch(this.cursor);
      if (asked !== this.asked) return;
      this.add(page);
      await this.updateComplete;
      // The button that was pressed may be gone.
      if (!this.cursor) this.renderRoot.querySelectorAll<HTMLElement>("h2[id^=title]")[known]?.focus();
    } catch (error) {
      this.problem = errorText(error);
    } finally {
      this.loadingMore = false;
    }
  }

  private choose(event: Event): void {
    this.filter = (event.target as HTMLSelectElement).value;
    this.word = "";
    void this.load();
  }

  /** Changes one in place, and says why where that cannot be. */
  private async attempt(id: number, work: () => Promise<void>): Promise<void> {
    Object.assign(this, { busy: id, refusal: null, word: "" });
    try {
      await work();
    } catch (error) {
      this.refusal = { id, words: errorText(error) };
      if (error instanceof ApiError && error.code === "changed_meanwhile") await this.renew(id);
    } finally {
      this.busy = 0;
    }
  }

  private async renew(id: number): Promise<void> {
    const now = await this.client.get<Announcement>(`announcements/${id}/`).catch(() => null);
    if (now) this.replace(now);
  }

  private replace(changed: Announcement): void {
    this.rows = this.rows?.map((each) => (each.id === changed.id ? changed : each)) ?? null;
  }

  private change({ id, version }: Announcement, changes: Record<string, unknown>): Promise<void> {
    return this.attempt(id, async () => {
      this.replace(await this.client.patch<Announcement>(`announcements/${id}/`, { version, ...changes }));
      this.word = gettext("Saved.");
      await this.updateComplete;
      // The button that was pressed may be another now.
      this.find(`#title-${id}`)?.focus({ preventScroll: true });
    });
  }

  private async ask(id: number, asking: boolean): Promise<void> {
    this.asking = asking ? id : 0;
    await this.updateComplete;
    this.find(asking ? "[data-sure]" : `[data-delete="${id}"]`)?.focus();
  }

  private discard({ id }: Announcement): Promise<void> {
    return this.attempt(id, async () => {
      await this.client.remove(`announcements/${id}/`);
      this.rows = this.rows?.filter((each) => each.id !== id) ?? null;
      Object.assign(this, { asking: 0, word: gettext("It is deleted.") });
      await this.updateComplete;
      this.find(".word")?.focus();
    });
  }

  private write(announcement: Announcement | null): void {
    this.dispatchEvent(new CustomEvent("write", { detail: announcement }));
  }

  private head(): TemplateResult | typeof nothing {
    if (!this.canPost) return nothing;
    return html`<div class="head">
      <button type="button" class="primary" @click=${() => this.write(null)}>${megaphoneIcon}${gettext("New announcement")}</button>
      <label>${gettext("Show")}
        <select @change=${this.choose}>
          <option value="">${gettext("All")}</option>
          ${STATES.map((each) => html`<option value=${each} ?selected=${each === this.filter}>${stateName(each)}</option>`)}
        </select></label>
    </div>`;
  }

  private row(announcement: Announcement): TemplateResult {
    const { id } = announcement;
    return html`<li>${announcementCard(announcement, {
      resolve: (url) => this.client.resolve(url),
      isNew: this.fresh.has(id) && announcement.state === "published",
      asking: this.asking === id,
      busy: this.busy === id,
      problem: this.refusal?.id === id ? this.refusal.words : "",
      edit: () => this.write(announcement),
      change: (changes) => void this.change(announcement, changes),
      ask: (asking) => void this.ask(id, asking),
      remove: () => void this.discard(announcement),
    })}</li>`;
  }

  private content(): TemplateResult {
    const { error, rows } = this;
    if (error instanceof ApiError && error.status === 404) return empty(megaphoneIcon, gettext("This is for people in the course."));
    if (error) return failed(errorText(error), () => void this.load());
    if (!rows) return loading(6);
    if (!rows.length && this.filter) return empty(megaphoneIcon, gettext("There are none of these"));
    if (!rows.length) {
      const words = this.canPost ? gettext("What you post here stays on the course page, for everybody in the course.") : gettext("What the course team posts stands here.");
      return empty(megaphoneIcon, gettext("No announcements yet"), words);
    }
    return html`<ul class="list">${repeat(rows, ({ id }) => id, (each) => this.row(each))}</ul>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      ${this.cursor
        ? html`<button type="button" class="quiet more" ?disabled=${this.loadingMore} @click=${this.more}>${this.loadingMore ? gettext("Loading…") : gettext("Load more")}</button>`
        : nothing}`;
  }

  protected override render(): TemplateResult {
    return html`${this.head()} ${this.online.now ? nothing : html`<p class="notice" role="status">${gettext("You are offline. This may be out of date.")}</p>`}
      <p class="word ${this.word ? "notice" : ""}" role="status" tabindex="-1">${this.word}</p>
      ${this.content()}`;
  }
}

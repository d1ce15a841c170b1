// A course's announcements: read by everyone in the course, written by its team.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { ApiError, errorText } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { Listing } from "../shell/listing";
import { Online } from "../shell/presence";
import { empty } from "../shell/states";
import { bodyStyles } from "../shell/styles";
import { formStyles } from "../writing/form-styles";
import type { Announcement, AnnouncementPage } from "./announcement";
import { announcementCard } from "./card";
import { SeenCards } from "./seen";
import { announcementStyles } from "./styles";
import { megaphoneIcon, stateName } from "./words";

const STATES: Announcement["state"][] = ["published", "scheduled", "draft", "expired", "unpublished"];

/** `#announcement-12` */
function wanted(): number {
  return Number(/^#announcement-(\d{1,15})$/.exec(location.hash)?.[1] ?? 0);
}

/** Internal. Emits `write` with an announcement to change, or with none. */
export class AnnouncementList extends ProservaElement {
  static override styles = [ProservaElement.styles, formStyles, bodyStyles, announcementStyles];

  @property({ attribute: false }) courseId = "";
  /** The one to show first: it was just written. */
  @property({ attribute: false }) landing: Announcement | null = null;

  @state() private canPost = false;
  @state() private filter = "";
  /** A success message, or that an announcement is gone. */
  @state() private word = "";
  @state() private busy = 0;
  @state() private asking = 0;
  /** The error of one announcement. */
  @state() private refusal: { id: number; words: string } | null = null;
  /** Those that were unread when they came. */
  @state() private fresh = new Set<number>();

  private readonly list = new Listing<Announcement, AnnouncementPage>(this, {
    fetch: (cursor) => this.client.get("announcements/", { course_id: this.courseId, state: this.filter, cursor }),
    key: ({ id }) => id,
    added: (page, first) => this.take(page, first),
    rows: "h2[id^=title]",
  });
  private reported = new Set<number>();
  private readonly online = new Online(this);

  constructor() {
    super();
    new SeenCards(this, (ids) => void this.look(ids));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const back = () => this.list.error && void this.load();
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

  private async load(): Promise<void> {
    Object.assign(this, { refusal: null, asking: 0 });
    if (this.courseId) await this.list.load();
  }

  private async take({ results, can_post: canPost, time_zone: zone }: AnnouncementPage, first: boolean): Promise<void> {
    this.fresh = new Set([...this.fresh, ...results.filter(({ unread }) => unread).map(({ id }) => id)]);
    if (!first) return;
    this.canPost = canPost;
    this.dispatchEvent(new CustomEvent("zone", { detail: zone }));
    await this.land();
  }

  /**
   * Scrolls to the announcement in the address, or to the one just written. It is fetched if it is not on the first
   * page.
   */
  private async land(): Promise<void> {
    const { landing } = this;
    const id = landing?.id ?? wanted();
    this.landing = null;
    const { items } = this.list;
    if (!id || !items) return;
    if (!items.some((each) => each.id === id)) await this.bring(id);
    await this.updateComplete;
    this.card(id)?.scrollIntoView?.({ block: "start" });
    this.find(`#title-${id}`)?.focus({ preventScroll: true });
  }

  private async bring(id: number): Promise<void> {
    try {
      const found = await this.client.get<Announcement>(`announcements/${id}/`);
      // The address is not trusted: only this course's are shown.
      if (found.course.id !== this.courseId) return;
      this.list.set({ items: [found, ...(this.list.items ?? [])] });
      if (found.unread) this.fresh = new Set([...this.fresh, id]);
    } catch (error) {
      const gone = error instanceof ApiError && error.status === 404;
      this.word = gone ? gettext("This announcement is no longer available.") : errorText(error);
    }
  }

  private card(id: number): HTMLElement | null {
    return this.find(`[data-id="${id}"]`);
  }

  private async look(ids: number[]): Promise<void> {
    const isNew = ({ id, unread }: Announcement) => unread && ids.includes(id) && !this.reported.has(id);
    const unread = this.list.items?.filter(isNew) ?? [];
    unread.forEach(({ id }) => this.reported.add(id));
    for (const { id } of unread) {
      try {
        await this.client.post(`announcements/${id}/seen/`, {});
        const now = this.list.items?.find((each) => each.id === id);
        if (now) this.list.replace({ ...now, unread: false });
      } catch {
        this.reported.delete(id); // it stays unread, and is reported again later
      }
    }
    // The bell counts it no more.
    if (unread.length) this.emit("proserva-read", { thread: 0 });
  }

  private choose(event: Event): void {
    this.filter = (event.target as HTMLSelectElement).value;
    this.word = "";
    void this.load();
  }

  /** Changes one in place, and shows why if that fails. */
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
    if (now) this.list.replace(now);
  }

  private change({ id, version }: Announcement, changes: Record<string, unknown>): Promise<void> {
    return this.attempt(id, async () => {
      this.list.replace(await this.client.patch<Announcement>(`announcements/${id}/`, { version, ...changes }));
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
      this.list.set({ items: this.list.items?.filter((each) => each.id !== id) ?? null });
      Object.assign(this, { asking: 0, word: gettext("Announcement deleted.") });
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

  private content(): TemplateResult | typeof nothing {
    const { error, items: rows } = this.list;
    if (error instanceof ApiError && error.status === 404)
      return empty(megaphoneIcon, gettext("Only people in this course can see this."));
    if (!rows) return this.list.waiting(6) ?? nothing;
    if (!rows.length && this.filter) return empty(megaphoneIcon, gettext("No matching announcements"));
    if (!rows.length) {
      const words = this.canPost
        ? gettext("Announcements stay on the course page for everyone in the course.")
        : gettext("Announcements from the course team appear here.");
      return empty(megaphoneIcon, gettext("No announcements yet"), words);
    }
    return html`<ul class="list">${repeat(
      rows,
      ({ id }) => id,
      (each) => this.row(each),
    )}</ul>
      ${this.list.foot()}`;
  }

  protected override render(): TemplateResult {
    return html`${this.head()} ${this.online.now ? nothing : html`<p class="notice" role="status">${gettext("You are offline. This may be out of date.")}</p>`}
      <p class="word ${this.word ? "notice" : ""}" role="status" tabindex="-1">${this.word}</p>
      ${this.content()}`;
  }
}

// The list of threads: its filters, its search, and the keys to move in it.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import { onPage } from "../events";
import { gettext, ngettext } from "../i18n";
import { archiveIcon, messageIcon, searchIcon, sendIcon, starIcon, starredIcon } from "../icons";
import { personName, threadAvatar, threadName } from "../people";
import { Poller } from "../poller";
import { fullTime, shortTime } from "../time";
import type { Page, Thread } from "../types";
import { ProservaElement } from "./base";
import { empty, failed, loading } from "./states";
import { threadListStyles } from "./thread-list-styles";
import { toggle } from "./thread-state";

type Filter = "inbox" | "unread" | "starred" | "archived" | "sent";

const SEARCH_AFTER_MS = 300;

/** What stands in an empty list, for each filter. */
function emptyState(filter: Filter): TemplateResult {
  switch (filter) {
    case "unread":
      return empty(messageIcon, gettext("All read"), gettext("Nothing is waiting for you."));
    case "starred":
      return empty(starIcon, gettext("Nothing starred"), gettext("Star a conversation to find it here again."));
    case "archived":
      return empty(archiveIcon, gettext("Nothing archived"), gettext("Conversations that you archive are kept here. A new message brings them back to your inbox."));
    case "sent":
      return empty(sendIcon, gettext("Nothing sent yet"), gettext("Conversations that you have written in are listed here."));
    default:
      return empty(messageIcon, gettext("No messages yet"), gettext("Write from a lesson, and the conversation will be kept here for good."));
  }
}

/** Internal. Emits `choose` with a thread's id, and `listed` with the threads whenever they have changed. */
export class ThreadList extends ProservaElement {
  static override styles = [ProservaElement.styles, threadListStyles];

  @property({ attribute: false }) courseId = "";
  @property({ attribute: false }) me = "";
  @property({ attribute: false }) selected: number | null = null;
  @property({ attribute: false }) seconds = 20;
  /** The address of a thread, for those who open it in a new tab. */
  @property({ attribute: false }) href: (thread: number) => string = () => "#";

  @state() private filter: Filter = "inbox";
  @state() private query = "";
  @state() private threads: Thread[] | null = null;
  @state() private cursor: string | null = null;
  @state() private error = "";
  @state() private problem = "";
  @state() private busy = false;

  /** More than the first page is loaded. */
  private deep = false;
  private asked = 0;
  private timer = 0;
  private readonly poller = new Poller(
    () => this.refresh(),
    () => this.seconds,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(
      onPage("proserva-sent", this.poller.now),
      onPage("proserva-arrived", this.poller.now),
      onPage("proserva-read", ({ detail }) => this.change(detail.thread, { unread: 0 })),
      onPage("proserva-state", ({ detail: { thread, ...mine } }) => this.change(thread, mine)),
      () => this.poller.stop(),
    );
    this.poller.start();
  }

  /** To the open thread in the list, else to the first. */
  override focus(): void {
    (this.find(".selected a") ?? this.find(".item a") ?? this.find("input"))?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("courseId") && changed.get("courseId") !== undefined) this.reload();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("threads") && this.threads) this.dispatchEvent(new CustomEvent("listed", { detail: this.threads }));
  }

  /** Starts anew, as after another choice of filter. */
  private reload(): void {
    Object.assign(this, { threads: null, cursor: null, deep: false, error: "", problem: "" });
    this.asked += 1;
    this.poller.now();
  }

  private fetch(cursor: string | null): Promise<Page<Thread>> {
    const box = this.filter === "unread" ? "inbox" : this.filter;
    const unread = this.filter === "unread";
    return this.client.get("threads/", { course_id: this.courseId, box, unread, q: this.query.trim(), cursor });
  }

  private async refresh(): Promise<void> {
    const asked = this.asked;
    try {
      const page = await this.fetch(null);
      if (asked !== this.asked) return;
      this.threads = this.merge(page.results);
      if (!this.deep) this.cursor = page.next_cursor;
      this.error = "";
    } catch (error) {
      if (!this.threads) this.error = errorText(error);
      throw error;
    }
  }

  /** The first page as it is now, over the older ones as they were. */
  private merge(fresh: Thread[]): Thread[] {
    const known = new Set(fresh.map(({ id }) => id));
    const oldest = fresh[fresh.length - 1]?.last_message?.created ?? "";
    const kept = (this.threads ?? []).filter(
      (thread) => !known.has(thread.id) && this.deep && (thread.last_message?.created ?? "") <= oldest,
    );
    return [...fresh, ...kept, ...this.keepOpen(known, kept)];
  }

  /** What is being read stays among the unread, or it would vanish under the reader's eyes. */
  private keepOpen(known: Set<number>, kept: Thread[]): Thread[] {
    if (this.filter !== "unread" || !this.selected) return [];
    const open = this.threads?.find(({ id }) => id === this.selected);
    return open && !known.has(open.id) && !kept.includes(open) ? [open] : [];
  }

  /** Without what was just archived, or taken out again: the server will say so too. */
  private get shown(): Thread[] | null {
    const everywhere = this.filter === "starred" || this.filter === "sent";
    return this.threads?.filter(({ archived }) => everywhere || archived === (this.filter === "archived")) ?? null;
  }

  private async more(): Promise<void> {
    this.busy = true;
    this.problem = "";
    try {
      const page = await this.fetch(this.cursor);
      const known = new Set(this.threads?.map(({ id }) => id));
      this.threads = [...(this.threads ?? []), ...page.results.filter(({ id }) => !known.has(id))];
      this.cursor = page.next_cursor;
      this.deep = true;
    } catch (error) {
      this.problem = errorText(error);
    } finally {
      this.busy = false;
    }
  }

  private change(id: number, changes: Partial<Thread>): void {
    const known = this.threads?.some((thread) => thread.id === id);
    this.threads = this.threads?.map((thread) => (thread.id === id ? { ...thread, ...changes } : thread)) ?? null;
    // It may belong here now, as when it was taken out of the archive.
    if (!known) this.poller.now();
  }

  private show(filter: Filter): void {
    this.filter = filter;
    this.reload();
  }

  private search(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.reload(), SEARCH_AFTER_MS);
  }

  private choose(event: MouseEvent, thread: Thread): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("choose", { detail: thread.id }));
  }

  private async star(thread: Thread): Promise<void> {
    this.problem = await toggle(this.client, thread, "starred");
  }

  private moved(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (!step || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const links = [...this.renderRoot.querySelectorAll<HTMLElement>(".item a")];
    const row = this.shadowRoot?.activeElement?.closest(".item");
    const at = links.findIndex((link) => link.closest(".item") === row);
    links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
  }

  private filters(): TemplateResult {
    const names: [Filter, string][] = [
      ["inbox", gettext("Inbox")],
      ["unread", gettext("Unread")],
      ["starred", gettext("Starred")],
      ["sent", gettext("Sent")],
      ["archived", gettext("Archived")],
    ];
    return html`<nav class="filters" aria-label=${gettext("Show")}>
      ${names.map(
        ([filter, name]) =>
          html`<button type="button" aria-current=${this.filter === filter ? "true" : nothing} @click=${() => this.show(filter)}>${name}</button>`,
      )}
    </nav>`;
  }

  private preview({ kind, last_message: last }: Thread): string {
    if (!last) return "";
    const words = last.preview || (last.has_attachments ? gettext("File") : "");
    // A line says who has done it.
    if (last.mine && !last.event) return gettext("You: %(words)s", { words });
    // Its subject has taken the name's place.
    return kind === "broadcast" ? gettext("%(name)s: %(words)s", { name: personName(last.sender), words }) : words;
  }

  /** That nothing new is written here, or nothing new comes to me. */
  private ended({ closed, left, removed }: Thread): TemplateResult | typeof nothing {
    if (!closed && !left) return nothing;
    const words = !left ? gettext("Closed") : removed ? gettext("Removed") : gettext("You left");
    return html`<span class="tag">${words}</span>`;
  }

  private item(thread: Thread): TemplateResult {
    const name = threadName(thread, this.me);
    const label = gettext("Star the conversation with %(name)s", { name });
    const time = thread.last_message?.created;
    return html`<li class="item ${thread.unread ? "unread" : ""} ${thread.id === this.selected ? "selected" : ""}">
      <a href=${this.href(thread.id)} aria-current=${thread.id === this.selected ? "true" : nothing}
        @click=${(event: MouseEvent) => this.choose(event, thread)}>
        ${threadAvatar(thread, this.me, (url) => this.client.resolve(url))}
        <span class="text">
          <span class="line"><span class="name ellipsis" dir="auto" title=${name}>${name}</span>${
            time ? html`<time class="small dim" datetime=${time} title=${fullTime(time)}>${shortTime(time)}</time>` : nothing
          }</span>
          <span class="line"><span class="preview ellipsis" dir="auto">${this.preview(thread)}</span>${
            thread.unread
              ? html`<span class="count" aria-hidden="true">${thread.unread}</span><span class="vh">${ngettext("%(count)s unread", "%(count)s unread", thread.unread)}</span>`
              : nothing
          }</span>
          <span class="line">${this.ended(thread)}<span class="course ellipsis" dir="auto">${thread.course.name}</span></span>
        </span>
      </a>
      <button type="button" class="round" aria-pressed=${thread.starred} aria-label=${label} title=${label} @click=${() => void this.star(thread)}>
        ${thread.starred ? starredIcon : starIcon}
      </button>
    </li>`;
  }

  private content(): TemplateResult {
    if (this.error) return failed(this.error, () => this.reload());
    const threads = this.shown;
    if (!threads) return loading(8);
    if (!threads.length && !this.cursor) {
      if (!this.query.trim()) return emptyState(this.filter);
      return empty(searchIcon, gettext("Nothing found"), gettext("No conversation here has “%(words)s” in it.", { words: this.query.trim() }));
    }
    return html`<ul @keydown=${this.moved} aria-label=${gettext("Conversations")}>${threads.map((thread) => this.item(thread))}</ul>
      ${this.cursor ? html`<button type="button" class="quiet more" ?disabled=${this.busy} @click=${this.more}>${gettext("Load more")}</button>` : nothing}`;
  }

  protected override render(): TemplateResult {
    return html`<div class="search">${searchIcon}<input type="search" dir=${this.query ? "auto" : nothing} aria-label=${gettext("Search messages")}
          placeholder=${gettext("Search messages")} .value=${this.query} @input=${this.search} /></div>
      ${this.filters()} ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      <div class="scroll">${this.content()}</div>`;
  }
}


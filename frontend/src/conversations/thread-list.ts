// The list of threads: its filters, its search, and the keys to move in it.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { personName, threadAvatar, threadName } from "../people/people";
import { ProservaElement } from "../shell/base";
import { onPage } from "../shell/events";
import { gettext, ngettext } from "../shell/i18n";
import { archiveIcon, messageIcon, searchIcon, sendIcon, starIcon, starredIcon } from "../shell/icons";
import { Listing } from "../shell/listing";
import { Poller } from "../shell/poller";
import { empty } from "../shell/states";
import { fullTime, shortTime } from "../shell/time";
import type { Page, Thread } from "../shell/types";
import { toggle } from "./conversation";
import { threadListStyles } from "./thread-list-styles";

type Filter = "inbox" | "unread" | "starred" | "archived" | "sent";

const SEARCH_AFTER_MS = 300;

/** The empty state of each filter. */
function emptyState(filter: Filter): TemplateResult {
  switch (filter) {
    case "unread":
      return empty(messageIcon, gettext("No unread messages"), gettext("You're all caught up."));
    case "starred":
      return empty(starIcon, gettext("No starred conversations"), gettext("Star a conversation to find it here."));
    case "archived":
      return empty(
        archiveIcon,
        gettext("No archived conversations"),
        gettext("Archived conversations are kept here. A new message moves them back to your inbox."),
      );
    case "sent":
      return empty(sendIcon, gettext("No sent messages"), gettext("Conversations you have written in appear here."));
    default:
      return empty(messageIcon, gettext("No messages yet"), gettext("Write from a lesson to start a conversation."));
  }
}

/** Internal. Emits `choose` with a thread's id, and `listed` with all threads when some have been loaded. */
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
  /** Why a star could not be saved. */
  @state() private problem = "";

  private timer = 0;
  private readonly list = new Listing<Thread>(this, {
    fetch: (cursor) => this.fetch(cursor),
    key: ({ id }) => id,
    place: ({ last_message: last }) => last?.id ?? 0,
    // The open conversation stays in the unread list while it is read.
    keeps: ({ id }) => this.filter === "unread" && id === this.selected,
    added: () => void this.dispatchEvent(new CustomEvent("listed", { detail: this.list.items })),
    rows: ".item a",
  });
  private readonly poller = new Poller(
    () => this.list.refresh(),
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

  /** Starts anew, as after another choice of filter. */
  private reload(): void {
    this.problem = "";
    this.list.set({ items: null });
    void this.list.load();
  }

  private fetch(cursor: string | null): Promise<Page<Thread>> {
    const box = this.filter === "unread" ? "inbox" : this.filter;
    const unread = this.filter === "unread";
    return this.client.get("threads/", { course_id: this.courseId, box, unread, q: this.query.trim(), cursor });
  }

  /** Without what was just archived, or taken out again: the server will say so too. */
  private get shown(): Thread[] | null {
    const everywhere = this.filter === "starred" || this.filter === "sent";
    return this.list.items?.filter(({ archived }) => everywhere || archived === (this.filter === "archived")) ?? null;
  }

  private change(id: number, changes: Partial<Thread>): void {
    const known = this.list.items?.find((thread) => thread.id === id);
    if (known) this.list.replace({ ...known, ...changes });
    // It may belong here now, as when it was taken out of the archive.
    else this.poller.now();
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
    // A system message says who has done it.
    if (last.mine && !last.event) return gettext("You: %(words)s", { words });
    // Its subject has taken the name's place.
    return kind === "broadcast" ? gettext("%(name)s: %(words)s", { name: personName(last.sender), words }) : words;
  }

  /** A tag for conversations that are closed or that I left. */
  private ended({ closed, left, removed }: Thread): TemplateResult | typeof nothing {
    if (!closed && !left) return nothing;
    const words = !left ? gettext("Closed") : removed ? gettext("Removed") : gettext("You left");
    return html`<span class="tag">${words}</span>`;
  }

  private unread({ unread }: Thread): TemplateResult | typeof nothing {
    if (!unread) return nothing;
    const words = ngettext("%(count)s unread", "%(count)s unread", unread);
    return html`<span class="count" aria-hidden="true">${unread}</span><span class="vh">${words}</span>`;
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
            time
              ? html`<time class="small dim" datetime=${time} title=${fullTime(time)}>${shortTime(time)}</time>`
              : nothing
          }</span>
          <span class="line"><span class="preview ellipsis" dir="auto">${this.preview(thread)}</span>${this.unread(thread)}</span>
          <span class="line">${this.ended(thread)}<span class="course ellipsis" dir="auto">${thread.course.name}</span></span>
        </span>
      </a>
      <button type="button" class="round" aria-pressed=${thread.starred} aria-label=${label} title=${label} @click=${() => void this.star(thread)}>
        ${thread.starred ? starredIcon : starIcon}
      </button>
    </li>`;
  }

  private content(): TemplateResult | typeof nothing {
    const threads = this.shown;
    if (!threads) return this.list.waiting(8) ?? nothing;
    if (!threads.length && !this.list.cursor) {
      if (!this.query.trim()) return emptyState(this.filter);
      return empty(
        searchIcon,
        gettext("No results"),
        gettext("No conversation here contains “%(words)s”.", { words: this.query.trim() }),
      );
    }
    return html`<ul @keydown=${this.moved} aria-label=${gettext("Conversations")}>${threads.map((thread) => this.item(thread))}</ul>
      ${this.list.foot()}`;
  }

  protected override render(): TemplateResult {
    return html`<div class="search">${searchIcon}<input type="search" dir=${this.query ? "auto" : nothing} aria-label=${gettext("Search messages")}
          placeholder=${gettext("Search messages")} .value=${this.query} @input=${this.search} /></div>
      ${this.filters()} ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      <div class="scroll">${this.content()}</div>`;
  }
}

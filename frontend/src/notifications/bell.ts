// <proserva-bell>: how much is unread, what it is, and a word when something arrives.
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiError, getConfig } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { dispatchOnPage, onPage } from "../shell/events";
import { gettext, ngettext } from "../shell/i18n";
import { bellIcon } from "../shell/icons";
import { Poller } from "../shell/poller";
import type { Notification, Page } from "../shell/types";

const DEFAULT_SECONDS = 20;
/** As many as are looked at when something has changed. */
const HEAD = 5;
/** The server counts no further. */
const MANY = 99;

interface Arrival {
  newest: Notification;
  more: number;
}

/**
 * The bell with the unread count, the feed behind it, and the toast for what arrives. While it is not displayed, it
 * does not poll.
 *
 * @element proserva-bell
 */
export class Bell extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      :host { display: inline-block; position: relative; }
      .bell { position: relative; color: inherit; inline-size: 44px; padding: 0; border-radius: 50%; }
      .bell:hover { background: color-mix(in srgb, currentColor 12%, transparent); }
      .bell .icon { inline-size: 24px; block-size: 24px; }
      .badge {
        position: absolute; inset-block-start: 0; inset-inline-start: 22px; min-inline-size: 20px; block-size: 20px; padding-inline: 5px;
        border-radius: 10px; border: 2px solid var(--surface); background: #c0001f; color: #fff; font-size: 11.5px; font-weight: 700;
        line-height: 16px; text-align: center; white-space: nowrap;
      }
    `,
  ];

  /** The address of the inbox; by default the one that the server gives. */
  @property({ attribute: "inbox-url" }) inboxUrl = "";

  @state() private count = 0;
  @state() private open = false;
  @state() private signedOut = false;
  @state() private inbox = "";
  @state() private arrival: Arrival | null = null;

  private seconds = DEFAULT_SECONDS;
  private etag = "";
  /** Nothing is announced on arrival at a page: `null` until the first count. */
  private known: number | null = null;
  private since = 0;
  private announced = 0;
  /** In a part of the page that is not shown. */
  private waits = false;
  private readonly poller = new Poller(
    () => this.poll(),
    () => this.seconds,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    const outside = (event: Event) => {
      if (!event.composedPath().includes(this)) this.open = false;
    };
    document.addEventListener("pointerdown", outside);
    this.addEventListener("focusout", this.left);
    this.addEventListener("keydown", this.pressed);
    this.addEventListener("proserva-resize", this.appeared);
    this.whileConnected(
      () => document.removeEventListener("pointerdown", outside),
      onPage("proserva-read", this.poller.now),
      onPage("proserva-sent", this.poller.now),
      () => this.poller.stop(),
    );
    this.poller.start();
  }

  /**
   * Some pages have a header for wide windows and one for narrow ones: the bell in the one that is hidden asks nothing.
   */
  private async poll(): Promise<void> {
    // Older browsers have no such method.
    this.waits = this.checkVisibility?.() === false;
    if (this.waits) return;
    try {
      await this.configure();
      const answer = await this.client.since<{ count: number }>(this.etag, "notifications/count/");
      if (!answer) return;
      const before = this.known;
      this.etag = answer.etag;
      const { count } = answer.body;
      this.count = this.known = count;
      if (before === null) this.since = answer.at;
      else if (count) await this.announce(count - before);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) this.signedOut = true;
      throw error;
    }
  }

  private async configure(): Promise<void> {
    const config = await getConfig(this.client);
    this.seconds = config.poll_seconds || DEFAULT_SECONDS;
    this.inbox = this.client.resolve(this.inboxUrl || config.inbox_url);
  }

  /**
   * The unread count has changed. New notifications may have come even if the count has not grown, as others were read.
   */
  private async announce(grown: number): Promise<void> {
    const head = await this.client.get<Page<Notification>>("notifications/", { limit: HEAD });
    const isNew = (item: Notification) => grown > 0 || Date.parse(item.created) > this.since;
    const fresh = head.results.filter((item) => item.unread && item.id > this.announced && isNew(item));
    const newest = fresh[0];
    if (!newest) return;
    this.announced = newest.id;
    const place = { thread: newest.thread, message: newest.message, course: newest.course.id };
    // No toast for what is on screen already.
    if (dispatchOnPage("proserva-arrived", place) && !this.open)
      this.arrival = { newest, more: (grown > 0 ? grown : fresh.length) - 1 };
  }

  private readonly appeared = (): void => {
    if (this.waits) this.poller.now();
  };

  /** The focus has gone elsewhere on the page: what it left must not cover that. */
  private readonly left = (event: FocusEvent): void => {
    const target = event.relatedTarget as Node | null;
    if (target && !isWithin(target, this)) this.open = false;
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.open) return;
    event.stopPropagation();
    void this.close(true);
  };

  private async close(focus: boolean): Promise<void> {
    this.open = false;
    await this.updateComplete;
    if (focus) this.find(".bell")?.focus();
  }

  private async toggle(): Promise<void> {
    this.open = !this.open;
    this.arrival = null;
    await this.updateComplete;
    this.find("proserva-feed")?.focus();
  }

  private get label(): string {
    if (!this.count) return gettext("Messages");
    if (this.count > MANY) return gettext("Messages, more than 99 unread");
    return ngettext("Messages, %(count)s unread", "Messages, %(count)s unread", this.count);
  }

  private feed(): TemplateResult {
    return html`<proserva-feed
      id="feed"
      .api=${this.api}
      .inbox=${this.inbox}
      .unread=${this.count}
      @counted=${(event: CustomEvent<number>) => {
        this.count = this.known = event.detail;
        this.etag = "";
      }}
      @close=${() => void this.close(false)}
    ></proserva-feed>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.signedOut) return nothing;
    const badge = this.count > MANY ? `${MANY}+` : this.count;
    return html`<button type="button" class="bell" aria-label=${this.label} title=${gettext("Messages")} aria-expanded=${this.open}
        aria-haspopup="dialog" aria-controls=${this.open ? "feed" : nothing} @click=${this.toggle}>
        ${bellIcon}${this.count ? html`<span class="badge" aria-hidden="true">${badge}</span>` : nothing}
      </button>
      ${this.open ? this.feed() : nothing}
      <proserva-toast .api=${this.api} .arrival=${this.arrival} @done=${() => (this.arrival = null)}></proserva-toast>`;
  }
}

/** Whether a node is in an element or in any shadow below it. */
function isWithin(node: Node, element: Element): boolean {
  for (let each: Node | null = node; each; each = each.parentNode ?? (each as Partial<ShadowRoot>).host ?? null) {
    if (each === element) return true;
  }
  return false;
}

// What the bell opens: recent notifications, newest first.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import { onPage } from "../events";
import { linkTarget } from "../frame";
import { gettext } from "../i18n";
import { bellIcon } from "../icons";
import { avatar } from "../people";
import { fullTime, relativeTime } from "../time";
import type { Notification, Page } from "../types";
import { ProservaElement } from "./base";
import { newsTitle, openHere } from "./follow";
import { empty, failed, loading } from "./states";

/** Kept free between the panel and the edge of the window. */
const MARGIN = 8;

/** Internal. Emits `counted` with what is still unread, and `close`. */
export class Feed extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      .panel {
        position: fixed; z-index: 2147482000; inset: auto; margin: 0; padding: 0; inline-size: min(400px, calc(100vw - 16px));
        max-block-size: min(560px, var(--room, 80vh)); display: flex; flex-direction: column; overflow: hidden; color: var(--text);
        background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
      }
      .panel:focus { outline: none; }
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 6px 6px 6px 16px; border-block-end: 1px solid var(--line); }
      :host(:dir(rtl)) .head { padding: 6px 16px 6px 6px; }
      .head h2 { font-size: calc(var(--fs) * 1.0625); font-weight: 700; color: inherit; }
      .head button { font-size: var(--fs-s); padding-inline: 10px; }
      .scroll { position: relative; overflow-y: auto; flex: 1; min-block-size: 0; overscroll-behavior: contain; }
      .item { position: relative; display: flex; gap: 12px; padding: 12px 32px 12px 16px; color: inherit; text-decoration: none; border-block-end: 1px solid var(--line); line-height: 1.4; }
      :host(:dir(rtl)) .item { padding: 12px 16px 12px 32px; }
      .item:hover { background: var(--soft); }
      .item:focus-visible { outline-offset: -3px; }
      .text { flex: 1; min-inline-size: 0; }
      .top { display: flex; gap: 10px; align-items: baseline; justify-content: space-between; }
      .top time { flex: none; }
      .preview { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
      .unread .name, .unread .preview { font-weight: 700; }
      .dot { position: absolute; inset-inline-end: 12px; inset-block-start: 50%; margin-block-start: -5px; inline-size: 10px; block-size: 10px; border-radius: 50%; background: var(--accent); forced-color-adjust: none; }
      .foot { border-block-start: 1px solid var(--line); padding: 6px; text-align: center; }
      .foot a, .more { inline-size: 100%; color: var(--primary); }
      .foot a:hover { background: var(--tint); }
      .panel > .notice { margin: 8px; }
    `,
  ];

  @property({ attribute: false }) inbox = "";
  @property({ attribute: false }) unread = 0;

  @state() private items: Notification[] | null = null;
  @state() private cursor: string | null = null;
  @state() private error = "";
  @state() private problem = "";
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("scroll", this.place, { capture: true, passive: true });
    window.addEventListener("resize", this.place);
    this.whileConnected(
      onPage("proserva-arrived", () => void this.load()),
      () => window.removeEventListener("scroll", this.place, { capture: true }),
      () => window.removeEventListener("resize", this.place),
    );
    void this.load();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.find(".panel")?.focus());
  }

  /** In the browser's top layer where it has one: the header of the LMS hides whatever is larger than itself. */
  protected override firstUpdated(): void {
    this.find(".panel")?.showPopover?.();
    this.place();
  }

  /** Below the bell, and all of it on screen wherever that stands. */
  private readonly place = (): void => {
    const panel = this.find(".panel");
    if (!panel) return;
    const root = this.getRootNode();
    const bell = (root instanceof ShadowRoot ? root.host : this).getBoundingClientRect();
    const wanted = getComputedStyle(this).direction === "rtl" ? bell.left : bell.right - panel.offsetWidth;
    const most = document.documentElement.clientWidth - MARGIN - panel.offsetWidth;
    const top = bell.bottom + MARGIN;
    panel.style.left = `${Math.max(MARGIN, Math.min(wanted, most))}px`;
    panel.style.top = `${top}px`;
    this.style.setProperty("--room", `${Math.max(240, window.innerHeight - top - 2 * MARGIN)}px`);
  };

  protected override updated(changed: PropertyValues): void {
    // The count grew while this was open: there is something new to list.
    const before = changed.get("unread") as number | undefined;
    if (changed.has("unread") && before !== undefined && this.unread > before) void this.load();
  }

  private async load(): Promise<void> {
    this.error = "";
    try {
      const page = await this.client.get<Page<Notification>>("notifications/");
      this.items = page.results;
      this.cursor = page.next_cursor;
    } catch (error) {
      if (!this.items) this.error = errorText(error);
    }
  }

  private async more(): Promise<void> {
    await this.attempt(async () => {
      const page = await this.client.get<Page<Notification>>("notifications/", { cursor: this.cursor });
      const known = new Set(this.items?.map((item) => item.id));
      this.items = [...(this.items ?? []), ...page.results.filter((item) => !known.has(item.id))];
      this.cursor = page.next_cursor;
    });
    if (!this.cursor) this.focus();
  }

  private async readAll(): Promise<void> {
    const newest = this.items?.[0];
    if (!newest) return;
    await this.attempt(async () => {
      const { count } = await this.client.post<{ count: number }>("notifications/read/", { up_to: newest.id });
      this.items = this.items?.map((item) => ({ ...item, unread: item.unread && item.id > newest.id })) ?? null;
      this.dispatchEvent(new CustomEvent("counted", { detail: count }));
    });
    // The button that was pressed is gone; the keys must still find this.
    this.focus();
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = "";
    try {
      await work();
    } catch (error) {
      this.problem = errorText(error);
    } finally {
      this.busy = false;
    }
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...this.renderRoot.querySelectorAll<HTMLElement>(".item")];
    if (!links.length) return;
    event.preventDefault();
    const at = links.indexOf(this.shadowRoot?.activeElement as HTMLElement);
    const next = event.key === "ArrowDown" ? at + 1 : at < 0 ? links.length - 1 : at - 1;
    links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
  }

  private follow(event: MouseEvent, item: Notification): void {
    if (openHere(event, item)) this.dispatchEvent(new CustomEvent("close"));
  }

  private item(item: Notification): TemplateResult {
    const about = [item.announcement === null ? "" : gettext("Announcement"), item.course.name, item.context_label].filter(Boolean).join(" · ");
    return html`<li>
      <a class="item ${item.unread ? "unread" : ""}" href=${this.client.resolve(item.url)} target=${linkTarget()}
        @click=${(event: MouseEvent) => this.follow(event, item)}>
        ${avatar(item.sender, (url) => this.client.resolve(url))}
        <div class="text">
          <div class="top">
            <span class="name ellipsis" dir="auto">${newsTitle(item)}</span>
            <time class="small dim" datetime=${item.created} title=${fullTime(item.created)}>${relativeTime(item.created)}</time>
          </div>
          <div class="preview" dir="auto">${item.preview}</div>
          <div class="small dim ellipsis" dir="auto">${about}</div>
        </div>
        ${item.unread ? html`<span class="dot"></span><span class="vh">${gettext("Unread")}</span>` : nothing}
      </a>
    </li>`;
  }

  private content(): TemplateResult {
    if (this.error) return failed(this.error, () => void this.load());
    if (!this.items) return loading();
    if (!this.items.length) {
      return empty(bellIcon, gettext("No messages yet"), gettext("When somebody writes to you, you will see it here."));
    }
    return html`<ul>${this.items.map((item) => this.item(item))}</ul>
      ${this.cursor ? html`<button type="button" class="more" ?disabled=${this.busy} @click=${this.more}>${gettext("Show older")}</button>` : nothing}`;
  }

  protected override render(): TemplateResult {
    const anyUnread = this.unread > 0 || this.items?.some((item) => item.unread);
    return html`<section class="panel" popover="manual" role="dialog" aria-labelledby="title" tabindex="-1" @keydown=${this.pressed}>
      <div class="head">
        <h2 id="title">${gettext("Messages")}</h2>
        ${anyUnread && this.items?.length
          ? html`<button type="button" class="quiet" ?disabled=${this.busy} @click=${this.readAll}>${gettext("Mark all as read")}</button>`
          : html`<span style="block-size:44px"></span>`}
      </div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      <div class="scroll" tabindex=${this.items?.length ? nothing : "-1"}>${this.content()}</div>
      <div class="foot"><a class="button" href=${this.inbox} target=${linkTarget()}>${gettext("Open all messages")}</a></div>
    </section>`;
  }
}

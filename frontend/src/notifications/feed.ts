// The feed behind the bell: recent notifications, newest first.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { avatar } from "../people/people";
import { errorText } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { onPage } from "../shell/events";
import { linkTarget } from "../shell/frame";
import { gettext } from "../shell/i18n";
import { bellIcon } from "../shell/icons";
import { Listing } from "../shell/listing";
import { empty } from "../shell/states";
import { fullTime, relativeTime } from "../shell/time";
import type { Notification, NotificationPage } from "../shell/types";
import { newsTitle, openHere } from "./follow";

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
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-block-size: 57px; padding: 6px 6px 6px 16px; border-block-end: 1px solid var(--line); }
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

  /** Why they could not be marked as read. */
  @state() private problem = "";
  @state() private busy = false;
  @state() private care: NotificationPage["care"] = null;

  private readonly list = new Listing<Notification, NotificationPage>(this, {
    fetch: (cursor) => this.client.get("notifications/", { cursor }),
    key: ({ id }) => id,
    added: ({ care }) => void (this.care = care ?? this.care),
    rows: ".item",
  });

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("scroll", this.position, { capture: true, passive: true });
    window.addEventListener("resize", this.position);
    this.whileConnected(
      onPage("proserva-arrived", this.refresh),
      () => window.removeEventListener("scroll", this.position, { capture: true }),
      () => window.removeEventListener("resize", this.position),
    );
    this.refresh();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.find(".panel")?.focus());
  }

  /** In the browser's top layer if there is one: the header of the LMS clips larger content. */
  protected override firstUpdated(): void {
    this.find(".panel")?.showPopover?.();
    this.position();
  }

  /** Below the bell, and all of it on screen wherever that stands. */
  private readonly position = (): void => {
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
    if (changed.has("unread") && before !== undefined && this.unread > before) this.refresh();
  }

  private readonly refresh = (): void => void this.list.refresh().catch(() => undefined);

  private async readAll(): Promise<void> {
    const [newest] = this.list.items ?? [];
    if (!newest) return;
    Object.assign(this, { busy: true, problem: "" });
    try {
      const { count } = await this.client.post<{ count: number }>("notifications/read/", { up_to: newest.id });
      const read = (item: Notification) => ({ ...item, unread: item.unread && item.id > newest.id });
      this.list.set({ items: this.list.items?.map(read) ?? null });
      this.care = null;
      this.dispatchEvent(new CustomEvent("counted", { detail: count }));
    } catch (error) {
      this.problem = errorText(error);
    }
    this.busy = false;
    // The button that was pressed is gone; the keys must still find this.
    this.focus();
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
    const about = [item.announcement === null ? "" : gettext("Announcement"), item.course.name, item.context_label]
      .filter(Boolean)
      .join(" · ");
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

  private alerts(): TemplateResult | typeof nothing {
    if (!this.care) return nothing;
    const { ringing, url } = this.care;
    return html`<a class="item unread" href=${this.client.resolve(url)} target=${linkTarget()}>
      <span class="text">${gettext("Messages with signs of distress: %(count)s", { count: ringing })}</span><span class="dot"></span>
    </a>`;
  }

  private content(): TemplateResult | typeof nothing {
    const { items } = this.list;
    if (!items) return this.list.waiting(4) ?? nothing;
    if (!items.length && !this.care) {
      return empty(bellIcon, gettext("No messages yet"), gettext("New messages appear here."));
    }
    return html`${this.alerts()}<ul>${items.map((item) => this.item(item))}</ul>
      ${this.list.foot()}`;
  }

  protected override render(): TemplateResult {
    const { items } = this.list;
    const anyUnread = this.unread > 0 || items?.some((item) => item.unread);
    return html`<section class="panel" popover="manual" role="dialog" aria-labelledby="title" tabindex="-1" @keydown=${this.pressed}>
      <div class="head">
        <h2 id="title">${gettext("Messages")}</h2>
        ${
          anyUnread && items?.length
            ? html`<button type="button" class="quiet" ?disabled=${this.busy} @click=${this.readAll}>${gettext("Mark all as read")}</button>`
            : nothing
        }
      </div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      <div class="scroll" tabindex=${items?.length ? nothing : "-1"}>${this.content()}</div>
      <div class="foot"><a class="button" href=${this.inbox} target=${linkTarget()}>${gettext("Open all messages")}</a></div>
    </section>`;
  }
}

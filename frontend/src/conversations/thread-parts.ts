// Around the messages of a conversation: its head, who opened it from outside, and the foot of a broadcast.
import { html, nothing, type TemplateResult } from "lit";
import { others, peopleCount, personName, roleName, threadName } from "../people/people";
import { ApiError, errorText } from "../shell/api";
import { linkTarget } from "../shell/frame";
import { gettext, ngettext } from "../shell/i18n";
import {
  archiveIcon,
  bellIcon,
  downIcon,
  messageIcon,
  muteIcon,
  pencilIcon,
  peopleIcon,
  starIcon,
  starredIcon,
  unarchiveIcon,
} from "../shell/icons";
import { empty, failed } from "../shell/states";
import { dateTime } from "../shell/time";
import type { Disclosure, Person, Role, Thread, ThreadBroadcast, ThreadDetail, ThreadState } from "../shell/types";

type Key = keyof ThreadState;

export interface HeadActions {
  /** Turns one of my own marks over. */
  set: (key: Key) => void;
  /** Opens who is in it. */
  people: () => void;
  /** Begins to rename it. */
  rename: () => void;
  /** The rename form, shown in place of the name. */
  renaming: TemplateResult | null;
}

/** The label and icon of each toggle, off and on. */
function faces(key: Key): [string, TemplateResult][] {
  switch (key) {
    case "starred":
      return [
        [gettext("Star"), starIcon],
        [gettext("Remove star"), starredIcon],
      ];
    case "muted":
      return [
        [gettext("Mute notifications"), bellIcon],
        [gettext("Unmute"), muteIcon],
      ];
    case "archived":
      return [
        [gettext("Archive"), archiveIcon],
        [gettext("Move to inbox"), unarchiveIcon],
      ];
  }
}

function toggleButton(thread: Thread, key: Key, set: (key: Key) => void): TemplateResult {
  const on = thread[key];
  const [name, icon] = faces(key)[on ? 1 : 0] as [string, TemplateResult];
  return html`<button type="button" class="round ${on ? "on" : ""}" aria-label=${name} title=${name} @click=${() => set(key)}>${icon}</button>`;
}

function facts(thread: ThreadDetail, me: string): string {
  const people = others(thread, me);
  const only = people.length === 1 ? people[0] : null;
  const first = thread.kind === "group" ? peopleCount(thread.participant_count) : only ? roleName(only.role) : "";
  // A title takes the name's place.
  const name = thread.kind === "broadcast" && only ? personName(only) : "";
  return [name, first, thread.course.name].filter(Boolean).join(" · ");
}

function renameButton(thread: ThreadDetail, rename: () => void): TemplateResult | typeof nothing {
  if (!thread.can.rename) return nothing;
  const label = gettext("Rename");
  return html`<button type="button" class="rename" aria-label=${label} title=${label} @click=${rename}>${pencilIcon}</button>`;
}

/** The page can put a back button before it (slot `start`). */
export function threadHead(
  thread: ThreadDetail,
  me: string,
  { set, people, rename, renaming }: HeadActions,
): TemplateResult {
  const keys: Key[] = ["starred", "muted", "archived"];
  const words = facts(thread, me);
  const about = gettext("People in this conversation");
  if (renaming) return html`<header class="head"><slot name="start"></slot>${renaming}</header>`;
  return html`<header class="head">
    <slot name="start"></slot>
    <div class="who">
      <div class="title"><h2 class="ellipsis" tabindex="-1" dir="auto">${threadName(thread, me)}</h2>${renameButton(thread, rename)}</div>
      <button type="button" class="facts" aria-haspopup="dialog" aria-label="${words}: ${about}" title=${about} @click=${people}>
        ${peopleIcon}<span class="ellipsis" dir="auto">${words}</span>
      </button>
    </div>
    ${keys.map((key) => toggleButton(thread, key, set))}
  </header>`;
}

function words({ by, at }: Disclosure): string {
  const time = dateTime(at);
  if (!by) return gettext("An administrator opened this conversation on %(time)s.", { time });
  return gettext("An administrator, %(name)s, opened this conversation on %(time)s.", { name: personName(by), time });
}

export function disclosureNotices(disclosures: Disclosure[]): TemplateResult | typeof nothing {
  if (!disclosures.length) return nothing;
  return html`<ul class="disclosures">
    ${disclosures.map((each) => html`<li>${words(each)} ${gettext("Reason:")} <span dir="auto">${each.reason}</span></li>`)}
  </ul>`;
}

interface ReplyOptions {
  api: string;
  resolve: (url: string) => string;
}

function broadcastFoot(
  detail: ThreadDetail,
  broadcast: ThreadBroadcast,
  { api, resolve }: ReplyOptions,
): TemplateResult {
  const name = personName(detail.participants[0] ?? null);
  const to = broadcast.everyone
    ? gettext("Sent to everyone in the course.")
    : gettext("Sent to several people in the course.");
  const report = broadcast.report_url
    ? html` <a href=${resolve(broadcast.report_url)} target=${linkTarget()}>${gettext("View report")}</a>`
    : nothing;
  if (broadcast.mine)
    return html`<p class="notice"><span>${to} ${gettext("Replies go to you only.")}</span>${report}</p>`;
  const { cannot_reply_reason: reason } = broadcast;
  if (reason) return html`<p class="notice"><span>${to} <bdi>${reason}</bdi></span>${report}</p>`;
  return html`<p class="notice private"><span>${to} ${gettext("Replies go privately to %(name)s.", { name })}</span>${report}</p>
    <div class="room"><proserva-compose .api=${api} .care=${detail.care} .broadcast=${broadcast.id} .courseId=${detail.course.id} .to=${name}></proserva-compose></div>`;
}

export interface FootOptions extends ReplyOptions {
  me: string;
  /** The number of new messages below the view. */
  below: number;
  /** A reply was sent. */
  sent: (event: Event) => void;
  toEnd: () => void;
}

function composer(detail: ThreadDetail, options: FootOptions): TemplateResult {
  const { api, me, sent } = options;
  if (detail.broadcast) return broadcastFoot(detail, detail.broadcast, options);
  if (!detail.can_write)
    return html`<p class="notice" dir="auto">${detail.cannot_write_reason || gettext("You cannot write here.")}</p>`;
  return html`<div class="room"><proserva-compose .api=${api} .care=${detail.care} .thread=${String(detail.id)} .courseId=${detail.course.id}
    .to=${threadName(detail, me)} .mentions=${detail.kind === "group"} @proserva-sent=${sent}></proserva-compose></div>`;
}

/** The reply composer, and the button to new messages below. */
export function threadFoot(detail: ThreadDetail, options: FootOptions): TemplateResult {
  const { below, toEnd } = options;
  const words = ngettext("%(count)s new message", "%(count)s new messages", below);
  return html`<footer class="foot">
    ${below ? html`<button type="button" class="primary jump" @click=${toEnd}>${downIcon}${words}</button>` : nothing}
    ${composer(detail, options)}
  </footer>`;
}

export function threadFailure(error: unknown, retry: () => void): TemplateResult {
  if (!(error instanceof ApiError) || error.status !== 404) return failed(errorText(error), retry);
  const title = gettext("Conversation not found");
  return empty(messageIcon, title, gettext("It does not exist, or you do not have access to it."));
}

/** The role of a sender: the current one of a participant, else the one that came with the message. */
export function roleOf(sender: Person | null, detail: ThreadDetail | null): Role {
  const listed = detail?.participants.find((person) => person?.username === sender?.username);
  return listed?.role ?? sender?.role ?? null;
}

/** The button over the messages that loads earlier ones. */
export function olderButton(busy: boolean, show: () => void): TemplateResult {
  const label = busy ? gettext("Loading…") : gettext("Earlier messages");
  return html`<button type="button" class="quiet older" ?disabled=${busy} @click=${show}>${label}</button>`;
}

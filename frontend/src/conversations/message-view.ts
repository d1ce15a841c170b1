// One message as it is shown, and what stands between messages: days, what is new, and system messages.
import { html, nothing, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { avatar, personName, roleName } from "../people/people";
import { fileItem } from "../shell/files";
import { linkTarget } from "../shell/frame";
import { gettext, ngettext } from "../shell/i18n";
import { checkIcon, flagIcon, lessonIcon, messageIcon, seenIcon } from "../shell/icons";
import { clock, dateTime, dayName, fullTime, sameDay, timeOnDay } from "../shell/time";
import type { Context, Message, Receipts, Role } from "../shell/types";

type Resolve = (url: string) => string;

const SAME_BREATH_MS = 5 * 60_000;

/** Whether it continues the message before, so that the name need not be repeated. */
export function continues(message: Message, before: Message | undefined): boolean {
  if (!before || message.context || before.event || message.sender?.username !== before.sender?.username) return false;
  const apart = new Date(message.created).getTime() - new Date(before.created).getTime();
  return apart < SAME_BREATH_MS && sameDay(message.created, before.created);
}

/** When an assignment is due, and what has been handed in: as far as it is known. */
function workFacts({ due, attempts, submitted_at: at }: Context): string[] {
  return [
    due ? gettext("Due %(time)s", { time: dateTime(due) }) : "",
    attempts ? ngettext("%(count)s attempt", "%(count)s attempts", attempts) : "",
    at ? gettext("Submitted %(time)s", { time: dateTime(at) }) : "",
  ].filter(Boolean);
}

function workRow(context: Context): TemplateResult | typeof nothing {
  const facts = workFacts(context);
  if (!facts.length) return nothing;
  return html`<div class="small work">${facts.map((fact, at) => html`${at ? " · " : nothing}<bdi>${fact}</bdi>`)}</div>`;
}

function contextCard(context: Context, resolve: Resolve): TemplateResult {
  return html`<aside class="context" aria-label=${gettext("About this message")}>
    ${context.kind === "broadcast" ? messageIcon : lessonIcon}
    <div>
      ${context.path.length ? html`<div class="small dim" dir="auto">${context.path.join(" › ")}</div>` : nothing}
      <div class="label" dir="auto">${context.label}</div>
      ${workRow(context)} ${context.excerpt ? html`<div class="small dim excerpt" dir="auto">${context.excerpt}</div>` : nothing}
      ${context.url ? html`<a href=${resolve(context.url)} target=${linkTarget()}>${openLabel(context)}</a>` : nothing}
    </div>
  </aside>`;
}

function openLabel({ kind }: Context): string {
  if (kind === "block") return gettext("Open lesson");
  if (kind === "broadcast") return gettext("Open message");
  return kind === "discussion" ? gettext("Open discussion") : gettext("Open page");
}

function receiptWords({ recipients, seen, seen_at: at }: Receipts): TemplateResult {
  if (!seen || !at) return html`${checkIcon}${gettext("Sent")}`;
  const time = html`<time datetime=${at}>${timeOnDay(at)}</time>`;
  const words =
    recipients > 1
      ? html`${gettext("Seen by %(seen)s of %(recipients)s", { seen, recipients })} · ${time}`
      : html`${gettext("Seen")} ${time}`;
  return html`${seenIcon}<span>${words}</span>`;
}

/** The receipt: sent or seen. Pressed, it opens the details of each recipient. */
function receipt(receipts: Receipts, details: () => void): TemplateResult | typeof nothing {
  if (!receipts.recipients) return nothing;
  return html`<button type="button" class="receipt" aria-haspopup="dialog" title=${gettext("View read receipts and email status")} @click=${details}>
    ${receiptWords(receipts)}
  </button>`;
}

export interface Surroundings {
  before: Message | undefined;
  /** A link has led to it. */
  landed: boolean;
  /** The sender's part in the course. */
  role: Role;
  resolve: Resolve;
  /** Opens the receipts. */
  details: () => void;
  /** Begins a report. */
  report: () => void;
}

function reportButton(report: () => void): TemplateResult {
  return html`<button type="button" class="round receipt report" aria-haspopup="dialog" title=${gettext("Report message")} @click=${report}>${flagIcon}</button>`;
}

/** The context, the text and the files. Those of a person that the reader has blocked are shown only on request. */
function bubble(
  { attachments, blocked, body_html: body, context, created }: Message,
  resolve: Resolve,
): TemplateResult {
  const content = html`${context ? contextCard(context, resolve) : nothing}
    ${body ? html`<div class="body" dir="auto">${unsafeHTML(body)}</div>` : nothing}
    ${
      attachments.length
        ? html`<ul class="files" aria-label=${gettext("Files")}>${attachments.map((item) => fileItem(item, resolve))}</ul>`
        : nothing
    }`;
  if (!blocked) return html`<div class="bubble" title=${fullTime(created)}>${content}</div>`;
  return html`<details class="bubble"><summary>${gettext("Blocked message · Show")}</summary>${content}</details>`;
}

/** The whole of it. */
export function messageView(
  message: Message,
  { before, landed, role, resolve, details, report }: Surroundings,
): TemplateResult {
  const { id, sender, mine, created } = message;
  const more = continues(message, before);
  const part = !mine && role ? html`<span class="small dim">${roleName(role)}</span>` : nothing;
  return html`<li id="message-${id}" data-id=${id} class="message ${mine ? "mine" : ""} ${more ? "more" : ""} ${landed ? "landed" : ""} ${message.mentions_me ? "mentions" : ""}" tabindex="-1">
    ${mine ? nothing : avatar(sender, resolve)}
    <div class="column">
      <div class="by ${more ? "vh" : ""}">
        <span class="name" dir="auto">${mine ? gettext("You") : personName(sender)}</span> ${part}
        <time class="small dim" datetime=${created} title=${fullTime(created)}>${clock(created)}</time>
        ${message.mentions_me ? html`<span class="small mentioned">${gettext("mentions you")}</span>` : nothing}
      </div>
      ${bubble(message, resolve)} ${message.receipts ? receipt(message.receipts, details) : nothing}
    </div>
    ${mine || message.removed ? nothing : reportButton(report)}
  </li>`;
}

/**
 * The system message by which I was added, without what came before: it names me, or is the first that there is for me at all.
 */
function beginsHere({ event, mine }: Message, first: boolean, me: string): boolean {
  if (event?.history !== "none" || mine) return false;
  return first || event.people.some((person) => person.username === me);
}

export interface Between {
  before: Message | undefined;
  /** Nothing earlier is left to load. */
  all: boolean;
  /** The first new message. */
  fresh: boolean;
  me: string;
}

/** The dividers before a message. */
export function dividers(message: Message, { before, all, fresh, me }: Between): TemplateResult {
  const day = !before || !sameDay(message.created, before.created);
  return html`${beginsHere(message, all && !before, me) ? html`<li class="gap">${gettext("You can't see earlier messages.")}</li>` : nothing}
  ${day ? html`<li class="day">${dayName(message.created)}</li>` : nothing}
  ${fresh ? html`<li class="new">${gettext("New")}</li>` : nothing}`;
}

/** A system message. */
export function systemMessage({ id, event, created }: Message, landed: boolean): TemplateResult {
  return html`<li id="message-${id}" data-id=${id} class="line ${landed ? "landed" : ""}" tabindex="-1">
    <span dir="auto">${event?.text}</span> <time datetime=${created} title=${fullTime(created)}>${clock(created)}</time>
  </li>`;
}

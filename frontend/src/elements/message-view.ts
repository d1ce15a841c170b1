// One message as it is shown: who, when, about what, the text, its files, and who has seen it.
import { html, nothing, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { linkTarget } from "../frame";
import { gettext, ngettext } from "../i18n";
import { checkIcon, fileIcon, lessonIcon, messageIcon, seenIcon } from "../icons";
import { avatar, personName, roleName } from "../people";
import { clock, dateTime, fileSize, fullTime, sameDay, timeOnDay } from "../time";
import type { Attachment, Context, Message, Receipts, Role } from "../types";

type Resolve = (url: string) => string;

const SAME_BREATH_MS = 5 * 60_000;

/** Whether it goes on what the one before said: its name need not be shown again. */
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
    at ? gettext("Handed in %(time)s", { time: dateTime(at) }) : "",
  ].filter(Boolean);
}

function workRow(context: Context): TemplateResult | typeof nothing {
  const facts = workFacts(context);
  if (!facts.length) return nothing;
  return html`<div class="small work">${facts.map((fact, at) => html`${at ? " · " : nothing}<bdi>${fact}</bdi>`)}</div>`;
}

function contextCard(context: Context, resolve: Resolve): TemplateResult {
  return html`<aside class="context" aria-label=${gettext("What this is about")}>
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

function file(attachment: Attachment, resolve: Resolve): TemplateResult {
  const { name, size, url } = attachment;
  return html`<li>
    <a class="file" href=${resolve(url)} download=${name}>
      ${fileIcon}<span class="vh">${gettext("Download")}</span><span dir="auto">${name}</span><span class="small dim">${fileSize(size)}</span>
    </a>
  </li>`;
}

function receiptWords({ recipients, seen, seen_at: at }: Receipts): TemplateResult {
  if (!seen || !at) return html`${checkIcon}${gettext("Sent")}`;
  const time = html`<time datetime=${at}>${timeOnDay(at)}</time>`;
  const words =
    recipients > 1 ? html`${gettext("Seen by %(seen)s of %(recipients)s", { seen, recipients })} · ${time}` : html`${gettext("Seen")} ${time}`;
  return html`${seenIcon}<span>${words}</span>`;
}

/** How far it has come; pressed, it tells of each recipient. */
function receipt(receipts: Receipts, details: () => void): TemplateResult | typeof nothing {
  if (!receipts.recipients) return nothing;
  return html`<button type="button" class="receipt" aria-haspopup="dialog" title=${gettext("Who has seen it, and what became of the emails")} @click=${details}>
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
  /** Somebody wants to know who has seen it. */
  details: () => void;
}

/** The whole of it. */
export function messageView(message: Message, { before, landed, role, resolve, details }: Surroundings): TemplateResult {
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
      <div class="bubble" title=${fullTime(created)}>
        ${message.context ? contextCard(message.context, resolve) : nothing}
        ${message.body_html ? html`<div class="body" dir="auto">${unsafeHTML(message.body_html)}</div>` : nothing}
        ${message.attachments.length
          ? html`<ul class="files" aria-label=${gettext("Files")}>${message.attachments.map((item) => file(item, resolve))}</ul>`
          : nothing}
      </div>
      ${message.receipts ? receipt(message.receipts, details) : nothing}
    </div>
  </li>`;
}

// What stands between messages: days, what is new, what happened, and where what came before is not shown.
import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../i18n";
import { clock, dayName, fullTime, sameDay } from "../time";
import type { Message } from "../types";

/** The line by which I was added, without what came before: it names me, or is the first that there is for me at all. */
function beginsHere({ event, mine }: Message, first: boolean, me: string): boolean {
  if (event?.history !== "none" || mine) return false;
  return first || event.people.some((person) => person.username === me);
}

export interface Between {
  before: Message | undefined;
  /** Nothing earlier is left to load. */
  all: boolean;
  /** What is new begins here. */
  fresh: boolean;
  me: string;
}

/** What goes before a message. */
export function dividers(message: Message, { before, all, fresh, me }: Between): TemplateResult {
  const day = !before || !sameDay(message.created, before.created);
  return html`${beginsHere(message, all && !before, me) ? html`<li class="gap">${gettext("Earlier messages are not shown to you.")}</li>` : nothing}
  ${day ? html`<li class="day">${dayName(message.created)}</li>` : nothing}
  ${fresh ? html`<li class="new">${gettext("New")}</li>` : nothing}`;
}

/** What happened, as a quiet line. */
export function eventLine({ id, event, created }: Message, landed: boolean): TemplateResult {
  return html`<li id="message-${id}" data-id=${id} class="line ${landed ? "landed" : ""}" tabindex="-1">
    <span dir="auto">${event?.text}</span> <time datetime=${created} title=${fullTime(created)}>${clock(created)}</time>
  </li>`;
}

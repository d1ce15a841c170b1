// What stands between messages: days, what is new, what happened, and where what came before is not shown.
import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../i18n";
import { clock, dayName, fullTime, sameDay } from "../time";
import type { Message } from "../types";

/** Somebody told me of this line that I was added, and that I see nothing from before. */
function beginsHere({ event }: Message, me: string): boolean {
  return event?.type === "added" && event.history === "none" && event.people.some((person) => person.username === me);
}

/** What goes before a message: `fresh` where what is new begins with it. */
export function dividers(message: Message, before: Message | undefined, fresh: boolean, me: string): TemplateResult {
  const day = !before || !sameDay(message.created, before.created);
  return html`${beginsHere(message, me) ? html`<li class="gap">${gettext("Earlier messages are not shown to you.")}</li>` : nothing}
  ${day ? html`<li class="day">${dayName(message.created)}</li>` : nothing}
  ${fresh ? html`<li class="new">${gettext("New")}</li>` : nothing}`;
}

/** What happened, as a quiet line. */
export function eventLine({ id, event, created }: Message, landed: boolean): TemplateResult {
  return html`<li id="message-${id}" data-id=${id} class="line ${landed ? "landed" : ""}" tabindex="-1">
    <span dir="auto">${event?.text}</span> <time datetime=${created} title=${fullTime(created)}>${clock(created)}</time>
  </li>`;
}

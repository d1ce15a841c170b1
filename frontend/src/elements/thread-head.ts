// The top of a conversation: with whom, in which course, and what I may do with it.
import { html, type TemplateResult } from "lit";
import { gettext } from "../i18n";
import { archiveIcon, bellIcon, muteIcon, starIcon, starredIcon, unarchiveIcon } from "../icons";
import { others, personName, roleName, threadName } from "../people";
import type { Thread, ThreadState } from "../types";

type Key = keyof ThreadState;

/** What each toggle is called and looks like, off and on. */
function faces(key: Key): [string, TemplateResult][] {
  switch (key) {
    case "starred":
      return [[gettext("Star"), starIcon], [gettext("Remove the star"), starredIcon]];
    case "muted":
      return [[gettext("Mute: no more notifications"), bellIcon], [gettext("Unmute"), muteIcon]];
    case "archived":
      return [[gettext("Archive"), archiveIcon], [gettext("Move to inbox"), unarchiveIcon]];
  }
}

function toggleButton(thread: Thread, key: Key, set: (key: Key) => void): TemplateResult {
  const on = thread[key];
  const [name, icon] = faces(key)[on ? 1 : 0] as [string, TemplateResult];
  return html`<button type="button" class="round ${on ? "on" : ""}" aria-label=${name} title=${name} @click=${() => set(key)}>${icon}</button>`;
}

/** Whoever shows the conversation may put a way back before it (slot `start`). */
export function threadHead(thread: Thread, me: string, set: (key: Key) => void): TemplateResult {
  const people = others(thread, me);
  const only = people.length === 1 ? people[0] : null;
  // A title takes the name's place.
  const name = thread.kind === "broadcast" && only ? personName(only) : "";
  const facts = [name, only ? roleName(only.role) : "", thread.course.name].filter(Boolean).join(" · ");
  const keys: Key[] = ["starred", "muted", "archived"];
  return html`<header class="head">
    <slot name="start"></slot>
    <div class="who">
      <h2 class="ellipsis" tabindex="-1" dir="auto">${threadName(thread, me)}</h2>
      <div class="small dim ellipsis" dir="auto">${facts}</div>
    </div>
    ${keys.map((key) => toggleButton(thread, key, set))}
  </header>`;
}

// The top of a conversation: with whom, in which course, and what I may do with it.
import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../i18n";
import { archiveIcon, bellIcon, muteIcon, pencilIcon, peopleIcon, starIcon, starredIcon, unarchiveIcon } from "../icons";
import { others, peopleCount, personName, roleName, threadName } from "../people";
import type { Thread, ThreadDetail, ThreadState } from "../types";

type Key = keyof ThreadState;

export interface HeadActions {
  /** Turns one of my own marks over. */
  set: (key: Key) => void;
  /** Opens who is in it. */
  people: () => void;
  /** Begins to rename it. */
  rename: () => void;
  /** What is shown in place of the name while it is renamed. */
  renaming: TemplateResult | null;
}

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

/** Whoever shows the conversation may put a way back before it (slot `start`). */
export function threadHead(thread: ThreadDetail, me: string, { set, people, rename, renaming }: HeadActions): TemplateResult {
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

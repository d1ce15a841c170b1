// Names and avatars of people.
import { html, type TemplateResult } from "lit";
import { gettext, ngettext } from "../shell/i18n";
import { peopleIcon } from "../shell/icons";
import type { Person, Role, Thread } from "../shell/types";

/** Each at least 4.5:1 under white text. */
const COLOURS = ["#0a5c7a", "#7a3e9d", "#9d2f5b", "#2f6b3a", "#8a4b08", "#3d4fa3", "#a3341f", "#4a5a68"];

export function personName(person: Person | null): string {
  if (!person) return gettext("Former user");
  return person.name || person.username;
}

export function roleName(role: Role): string {
  switch (role) {
    case "instructor":
      return gettext("Instructor");
    case "staff":
      return gettext("Course staff");
    case "learner":
      return gettext("Learner");
    default:
      return gettext("No longer in this course");
  }
}

/** All participants but me; if there are no others, those listed. */
export function others(thread: Thread, me: string): (Person | null)[] {
  const rest = thread.participants.filter((person) => person?.username !== me);
  return rest.length ? rest : thread.participants;
}

/** Its title, else the others' names. */
export function threadName(thread: Thread, me: string): string {
  if (thread.title) return thread.title;
  const people = others(thread, me);
  const shown = people.slice(0, 3).map(personName).join(", ");
  const more = thread.participant_count - 1 - Math.min(people.length, 3);
  if (more <= 0) return shown;
  return ngettext("%(names)s and %(count)s other", "%(names)s and %(count)s others", more, { names: shown });
}

/** "9 people" */
export function peopleCount(count: number): string {
  return ngettext("%(count)s person", "%(count)s people", count);
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  // By code point, so that no emoji or rare letter is cut in two.
  return ends
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

/** The same for the same person on every page. */
function colourOf(key: string): string {
  let hash = 0;
  for (const letter of key) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return COLOURS[hash % COLOURS.length] ?? "#4a5a68";
}

/** A picture, or initials; beside a name, so hidden from assistive technology. */
export function avatar(person: Person | null, resolve: (url: string) => string): TemplateResult {
  if (person?.image_url) {
    return html`<img class="avatar" src=${resolve(person.image_url)} alt="" loading="lazy" />`;
  }
  // The property, not the attribute, which a strict Content-Security-Policy ignores.
  const colour = `background:${colourOf(person?.username ?? "")}`;
  return html`<span class="avatar" .style=${colour} aria-hidden="true">${person ? initials(personName(person)) : "–"}</span>`;
}

/** Of a thread in a list: the other's, or that of a group. */
export function threadAvatar(thread: Thread, me: string, resolve: (url: string) => string): TemplateResult {
  if (thread.kind !== "group") return avatar(others(thread, me)[0] ?? null, resolve);
  return html`<span class="avatar" .style=${`background:${colourOf(String(thread.id))}`} aria-hidden="true">${peopleIcon}</span>`;
}

// Pieces of the form of a broadcast that only show: its head, what it is, how many it reaches, and how it went.
import { html, nothing, type TemplateResult } from "lit";
import type { Segments } from "./broadcasts";
import { gettext, ngettext } from "../i18n";
import { backIcon } from "../icons";
import { dateTime } from "../time";
import type { Previewer } from "./previewer";

/** What is being written, and the way out. */
export function formHead(changing: boolean, leave: () => void): TemplateResult {
  const back = gettext("Back");
  return html`<div class="top">
    <button type="button" class="round flip" aria-label=${back} title=${back} @click=${leave}>${backIcon}</button>
    <h2 tabindex="-1">${changing ? gettext("Change a scheduled broadcast") : gettext("Message all students")}</h2>
  </div>`;
}

/** What stops it all, first that there is no network; else what went well. */
export function formNotice(online: boolean, problem: string, word: string): TemplateResult | typeof nothing {
  const bad = online ? problem : gettext("You are offline. Your draft is kept.");
  if (bad) return html`<p class="notice ${problem ? "bad" : ""}" role=${problem ? "alert" : "status"}>${bad}</p>`;
  return word ? html`<p class="notice" role="status">${word}</p>` : nothing;
}

/** What this is, and what it is not. */
export function aboutBroadcasts({ announcements_url: url, course, ended }: Segments, resolve: (url: string) => string): TemplateResult {
  return html`<div class="notice">
      <p>
        ${gettext("A broadcast goes once, to those who are in the course when it is sent. Answers come to you alone.")}
        ${url
          ? html`${gettext("What should stay on the course page is an announcement:")} <a href=${resolve(url)}>${gettext("Post an announcement instead")}</a>`
          : nothing}
      </p>
    </div>
    ${ended
      ? html`<p class="notice warn">${gettext("%(course)s ended on %(time)s. Those who were in it will still get this.", { course: course.name, time: dateTime(ended) })}</p>`
      : nothing}`;
}

/** How many will get it, also for those who do not see it; `known` where the audience is chosen as far as it must be. */
export function reach({ latest, problem, stale }: Previewer, known: boolean, again: () => void): TemplateResult {
  if (problem) {
    return html`<p class="notice bad" role="alert">${problem} <button type="button" class="quiet" @click=${again}>${gettext("Try again")}</button></p>`;
  }
  const count = latest?.count ?? 0;
  const words = stale || !latest ? gettext("Counting…") : ngettext("%(count)s person will get it", "%(count)s people will get it", count);
  return html`<p class="reach" role="status">${known ? html`<strong>${words}</strong>` : gettext("Choose who gets it.")}</p>`;
}

// Pieces of the form of a broadcast that only show: what it is, and how many it reaches.
import { html, nothing, type TemplateResult } from "lit";
import type { Segments } from "./broadcasts";
import { gettext, ngettext } from "../i18n";
import { dateTime } from "../time";
import type { Previewer } from "./previewer";

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

// Parts of the broadcast form that only show: its head, its introduction, how many it reaches, its outcome, and its
// columns.
import { css, html, nothing, type TemplateResult } from "lit";
import { gettext, ngettext } from "../shell/i18n";
import { backIcon } from "../shell/icons";
import { dateTime } from "../shell/time";
import type { Segments } from "./broadcast";
import type { Previewer } from "./previewer";

/** The heading of the form, and the back button. */
export function formHead(changing: boolean, leave: () => void): TemplateResult {
  const back = gettext("Back");
  return html`<div class="top">
    <button type="button" class="round flip" aria-label=${back} title=${back} @click=${leave}>${backIcon}</button>
    <h2 tabindex="-1">${changing ? gettext("Edit scheduled broadcast") : gettext("Message all learners")}</h2>
  </div>`;
}

/** What a broadcast is, and the link to announcements. */
export function aboutBroadcasts(
  { announcements_url: url, course, ended }: Segments,
  resolve: (url: string) => string,
): TemplateResult {
  return html`<div class="notice">
      <p>
        ${gettext("A broadcast is sent once, to the people who are in the course at that time. Replies go to you only.")}
        ${
          url
            ? html`${gettext("To keep a message on the course page:")} <a href=${resolve(url)}>${gettext("Post an announcement instead")}</a>`
            : nothing
        }
      </p>
    </div>
    ${
      ended
        ? html`<p class="notice warn">${gettext("%(course)s ended on %(time)s. Everyone who was enrolled will still receive this.", { course: course.name, time: dateTime(ended) })}</p>`
        : nothing
    }`;
}

/** The number of recipients, as a status; `known` if the audience is complete. */
export function reach({ latest, problem, stale }: Previewer, known: boolean, again: () => void): TemplateResult {
  if (problem) {
    return html`<p class="notice bad" role="alert">${problem} <button type="button" class="quiet" @click=${again}>${gettext("Try again")}</button></p>`;
  }
  const count = latest?.count ?? 0;
  const words =
    stale || !latest ? gettext("Counting…") : ngettext("%(count)s recipient", "%(count)s recipients", count);
  return html`<p class="reach" role="status">${known ? html`<strong>${words}</strong>` : gettext("Choose recipients.")}</p>`;
}

export const broadcastFormStyles = css`
  form.columns { display: grid; gap: 20px; }
  form.columns > * { min-inline-size: 0; }
  form.columns > .end { display: grid; gap: 12px; margin: 0; }
  textarea#body { min-block-size: 180px; }
  .field { font-weight: 600; font-size: var(--fs-s); padding-inline: 12px; max-inline-size: 100%; }
  .field .dim { font-weight: 400; }
  @container (min-width: 980px) {
    form.columns { grid-template-columns: minmax(0, 1fr) minmax(360px, 0.72fr); grid-template-rows: 1fr auto; align-items: start; column-gap: 28px; }
    proserva-broadcast-preview { grid-row: 1 / span 2; grid-column: 2; position: sticky; inset-block-start: 12px; }
  }
`;

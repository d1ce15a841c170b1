// One person of the roster: a table row, or a card in a narrow place.
import { html, nothing, type TemplateResult } from "lit";
import { linkTarget } from "../shell/frame";
import { gettext, language } from "../shell/i18n";
import { messageIcon } from "../shell/icons";
import { fullTime, relativeTime } from "../shell/time";
import type { Enrolled } from "../shell/types";
import { avatar, personName } from "./people";

export interface RowOptions {
  /** Whether there is a column of cohorts. */
  cohorts: boolean;
  /** The inbox's address. */
  inbox: string;
  resolve: (url: string) => string;
  /** The composer under the row while it is open. */
  composer: TemplateResult | null;
  /** Opens or closes it. */
  write: () => void;
  selected: boolean;
  select: (on: boolean) => void;
}

/** Roles are named throughout: as cards the rows would lose their table roles. */
export function rosterHead(cohorts: boolean): TemplateResult {
  const names = [
    gettext("Name"),
    ...(cohorts ? [gettext("Cohort")] : []),
    gettext("Progress"),
    gettext("Last contact"),
  ];
  return html`<thead role="rowgroup">
    <tr role="row">
      ${names.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
      <th role="columnheader" scope="col"><span class="vh">${gettext("Message")}</span></th>
    </tr>
  </thead>`;
}

/** `key` is the column's name, shown in a card. */
function cell(key: string, content: unknown): TemplateResult {
  return html`<td role="cell"><span class="key" aria-hidden="true">${key}</span><span class="value">${content}</span></td>`;
}

function nameCell(person: Enrolled, { resolve, selected, select }: RowOptions): TemplateResult {
  const name = personName(person);
  const turn = (event: Event) => select((event.target as HTMLInputElement).checked);
  return html`<th role="rowheader" scope="row" tabindex="-1"><span class="person">
    <label class="pick"><input type="checkbox" aria-label=${gettext("Select %(name)s", { name })} .checked=${selected} @change=${turn} /></label>
    ${avatar(person, resolve)}
    <span class="names"><span class="name" dir="auto">${name}</span> <span class="small dim"><bdi>${person.username}</bdi></span></span>
  </span></th>`;
}

function progressBar(progress: number | null): TemplateResult {
  if (progress === null) return html`<span class="dim">–</span>`;
  const part = Math.min(Math.max(progress, 0), 1);
  // Never 100 % before it is all.
  const percent = new Intl.NumberFormat(language(), { style: "percent" }).format(Math.floor(part * 100 + 1e-9) / 100);
  return html`<span class="progress"><span class="bar" aria-hidden="true"><i .style=${`inline-size:${part * 100}%`}></i></span><span>${percent}</span></span>`;
}

function lastContact(person: Enrolled, inbox: string): TemplateResult {
  const { last_contact: at, thread } = person;
  if (!at) return html`<span class="dim">${gettext("None yet")}</span>`;
  const words = html`<time datetime=${at} title=${fullTime(at)}>${relativeTime(at)}</time>`;
  if (!thread) return words;
  const label = gettext("%(time)s, open the conversation with %(name)s", {
    time: relativeTime(at),
    name: personName(person),
  });
  return html`<a href="${inbox}?thread=${thread}" target=${linkTarget()} aria-label=${label}>${words}</a>`;
}

function writeCell(person: Enrolled, open: boolean, write: () => void): TemplateResult {
  return html`<button type="button" class="outline" data-write=${person.username} aria-expanded=${open} aria-controls=${open ? "panel" : nothing}
    aria-label=${gettext("Message %(name)s", { name: personName(person) })} @click=${write}>${messageIcon}${gettext("Message")}</button>`;
}

/** The row, and under it the composer while it is open. */
export function rosterRow(person: Enrolled, options: RowOptions): TemplateResult {
  const { cohorts, inbox, composer, write, selected } = options;
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) write();
  };
  return html`<tr role="row" class="${composer ? "open" : ""} ${selected ? "chosen" : ""}">
      ${nameCell(person, options)} ${cohorts ? cell(gettext("Cohort"), html`<bdi>${person.cohort ?? "–"}</bdi>`) : nothing}
      ${cell(gettext("Progress"), progressBar(person.progress))} ${cell(gettext("Last contact"), lastContact(person, inbox))}
      <td role="cell" class="act">${writeCell(person, composer !== null, write)}</td>
    </tr>
    ${
      composer
        ? html`<tr role="row" class="under"><td role="cell" colspan=${cohorts ? 5 : 4}><section id="panel" class="panel" aria-labelledby="title" @keydown=${pressed}>
          <h2 id="title" class="vh">${gettext("Message %(name)s", { name: personName(person) })}</h2>
          ${composer}
        </section></td></tr>`
        : nothing
    }`;
}

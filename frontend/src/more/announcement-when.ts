// When an announcement is published and when it ends, in one's own time zone or the course's, told in words.
import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../i18n";
import { type Announcement, beginOf, type Content, endOf, isOut, type When } from "./announcements";
import { errorLine } from "./editor";
import { inWords, ownZone, zoneName } from "./schedule";
import type { Fields } from "../types";

interface WhenOptions {
  content: Content;
  before: Announcement | null;
  courseZone: string;
  errors: Fields;
  change: (changes: Partial<Content>, ...fields: string[]) => void;
}

function choice(when: When, name: string, { content, change }: WhenOptions): TemplateResult {
  return html`<label class="check"><input type="radio" name="when" .checked=${content.when === when} @change=${() => change({ when }, "publish_at", "expires_at")} />
    <span>${name}</span></label>`;
}

/** The clock that is meant, for both times. */
function zones({ content, courseZone, change }: WhenOptions): TemplateResult | typeof nothing {
  const own = ownZone();
  if (!courseZone || courseZone === own || (content.when !== "later" && !content.ends)) return nothing;
  const now = new Date();
  const option = (zone: string, words: string) => html`<option value=${zone} ?selected=${zone === content.zone}>${words}</option>`;
  return html`<div class="row"><label>${gettext("Time zone")}
    <select @change=${(event: Event) => change({ zone: (event.target as HTMLSelectElement).value }, "publish_at", "expires_at")}>
      ${option(own, gettext("Mine: %(zone)s", { zone: zoneName(now, own) }))} ${option(courseZone, gettext("The course’s: %(zone)s", { zone: zoneName(now, courseZone) }))}
    </select></label></div>`;
}

/** In the zone that was chosen and, where that is another, for whoever reads this. */
function both(words: string, moment: Date, zone: string): string {
  const own = ownZone();
  return zone === own ? words : `${words} ${gettext("For you, that is %(time)s.", { time: inWords(moment, own) })}`;
}

function beginWords(content: Content): string {
  const moment = beginOf(content);
  return moment ? both(gettext("It will be published on %(time)s.", { time: inWords(moment, content.zone) }), moment, content.zone) : "";
}

function endWords(content: Content): string {
  const moment = endOf(content);
  return moment ? both(gettext("Learners see it until %(time)s.", { time: inWords(moment, content.zone) }), moment, content.zone) : "";
}

function clock(id: string, label: string, value: string, errors: string[] | undefined, change: (local: string) => void): TemplateResult {
  return html`<div class="row">
      <label>${label}
        <input type="datetime-local" id=${id} .value=${value} aria-invalid=${!!errors?.length} aria-describedby="${id}-error"
          @input=${(event: Event) => change((event.target as HTMLInputElement).value)} /></label>
    </div>
    ${errorLine(id, errors)}`;
}

function beginFields(options: WhenOptions): TemplateResult {
  const { before, change, content, errors } = options;
  return html`<fieldset>
    <legend>${gettext("When")}</legend>
    <div>
      ${choice("now", gettext("Publish now"), options)} ${choice("later", gettext("Publish at a time"), options)}
      ${choice("draft", before?.state === "scheduled" ? gettext("Back to drafts") : gettext("Keep it as a draft"), options)}
    </div>
    ${content.when === "later"
      ? html`${clock("publish_at", gettext("Date and time"), content.local, errors.publish_at, (local) => change({ local }, "publish_at"))}
          <p class="hint" role="status">${beginWords(content)}</p>`
      : nothing}
  </fieldset>`;
}

export function whenFields(options: WhenOptions): TemplateResult {
  const { before, change, content, errors } = options;
  return html`${isOut(before) ? nothing : beginFields(options)}
    <fieldset>
      <label class="check"><input type="checkbox" .checked=${content.ends}
          @change=${(event: Event) => change({ ends: (event.target as HTMLInputElement).checked }, "expires_at")} />
        <span>${gettext("It ends at a time")}</span></label>
      ${content.ends
        ? html`${clock("expires_at", gettext("Until"), content.endLocal, errors.expires_at, (endLocal) => change({ endLocal }, "expires_at"))}
            <p class="hint" role="status">${endWords(content)}</p>`
        : nothing}
    </fieldset>
    ${zones(options)}`;
}

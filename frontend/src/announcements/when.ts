// The publication and end times of an announcement, in the user's or the course's time zone.
import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../shell/i18n";
import type { Fields } from "../shell/types";
import { errorLine } from "../writing/form";
import { inWords, ownZone, zoneName } from "../writing/schedule";
import { type Announcement, beginOf, type Content, endOf, isOut, type When } from "./announcement";

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
  const option = (zone: string, words: string) =>
    html`<option value=${zone} ?selected=${zone === content.zone}>${words}</option>`;
  return html`<div class="row"><label>${gettext("Time zone")}
    <select @change=${(event: Event) => change({ zone: (event.target as HTMLSelectElement).value }, "publish_at", "expires_at")}>
      ${option(own, gettext("My time: %(zone)s", { zone: zoneName(now, own) }))} ${option(courseZone, gettext("Course time: %(zone)s", { zone: zoneName(now, courseZone) }))}
    </select></label></div>`;
}

/** In the chosen zone, and in the user's zone if that differs. */
function both(words: string, moment: Date, zone: string): string {
  const own = ownZone();
  return zone === own ? words : `${words} ${gettext("In your time zone: %(time)s.", { time: inWords(moment, own) })}`;
}

function beginWords(content: Content): string {
  const moment = beginOf(content);
  return moment
    ? both(gettext("It will be published on %(time)s.", { time: inWords(moment, content.zone) }), moment, content.zone)
    : "";
}

function endWords(content: Content): string {
  const moment = endOf(content);
  return moment
    ? both(gettext("Learners see it until %(time)s.", { time: inWords(moment, content.zone) }), moment, content.zone)
    : "";
}

function clock(
  id: string,
  label: string,
  value: string,
  errors: string[] | undefined,
  change: (local: string) => void,
): TemplateResult {
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
      ${choice("now", gettext("Publish now"), options)} ${choice("later", gettext("Schedule for later"), options)}
      ${choice("draft", before?.state === "scheduled" ? gettext("Move to drafts") : gettext("Save as draft"), options)}
    </div>
    ${
      content.when === "later"
        ? html`${clock("publish_at", gettext("Date and time"), content.local, errors.publish_at, (local) => change({ local }, "publish_at"))}
          <p class="hint" role="status">${beginWords(content)}</p>`
        : nothing
    }
  </fieldset>`;
}

export function whenFields(options: WhenOptions): TemplateResult {
  const { before, change, content, errors } = options;
  return html`${isOut(before) ? nothing : beginFields(options)}
    <fieldset>
      <label class="check"><input type="checkbox" .checked=${content.ends}
          @change=${(event: Event) => change({ ends: (event.target as HTMLInputElement).checked }, "expires_at")} />
        <span>${gettext("Set an end date")}</span></label>
      ${
        content.ends
          ? html`${clock("expires_at", gettext("Until"), content.endLocal, errors.expires_at, (endLocal) => change({ endLocal }, "expires_at"))}
            <p class="hint" role="status">${endWords(content)}</p>`
          : nothing
      }
    </fieldset>
    ${zones(options)}`;
}

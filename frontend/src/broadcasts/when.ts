// The send time of a broadcast: now, or a time in the user's or the course's time zone.
import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../shell/i18n";
import { errorLine } from "../writing/form";
import { inWords, ownZone, zoneName } from "../writing/schedule";
import { type Content, momentIn } from "./content";

interface WhenOptions {
  content: Content;
  /** Only the time may be changed: it is for later already. */
  laterOnly: boolean;
  courseZone: string;
  errors: string[] | undefined;
  change: (changes: Partial<Content>) => void;
}

function choice(later: boolean, name: string, { content, change }: WhenOptions): TemplateResult {
  return html`<label class="check"><input type="radio" name="when" .checked=${content.later === later} @change=${() => change({ later })} /><span>${name}</span></label>`;
}

function zones({ content, courseZone, change }: WhenOptions): TemplateResult | typeof nothing {
  const own = ownZone();
  if (!courseZone || courseZone === own) return nothing;
  const now = new Date();
  const option = (zone: string, words: string) =>
    html`<option value=${zone} ?selected=${zone === content.zone}>${words}</option>`;
  return html`<label>${gettext("Time zone")}
    <select @change=${(event: Event) => change({ zone: (event.target as HTMLSelectElement).value })}>
      ${option(own, gettext("My time: %(zone)s", { zone: zoneName(now, own) }))} ${option(courseZone, gettext("Course time: %(zone)s", { zone: zoneName(now, courseZone) }))}
    </select></label>`;
}

/** In the chosen zone, and in the user's zone if that differs. */
export function whenWords(content: Content): string {
  const moment = momentIn(content);
  if (!moment) return "";
  const words = gettext("It will be sent on %(time)s.", { time: inWords(moment, content.zone) });
  const own = ownZone();
  return content.zone === own
    ? words
    : `${words} ${gettext("In your time zone: %(time)s.", { time: inWords(moment, own) })}`;
}

export function whenFields(options: WhenOptions): TemplateResult {
  const { content, change, errors, laterOnly } = options;
  return html`<fieldset>
    <legend>${gettext("When")}</legend>
    ${laterOnly ? nothing : html`<div class="row">${choice(false, gettext("Now"), options)} ${choice(true, gettext("Later"), options)}</div>`}
    ${
      content.later
        ? html`<div class="row">
            <label>${gettext("Date and time")}
              <input type="datetime-local" id="send_at" .value=${content.local} aria-invalid=${!!errors?.length} aria-describedby="send_at-error"
                @input=${(event: Event) => change({ local: (event.target as HTMLInputElement).value })} /></label>
            ${zones(options)}
          </div>
          <p class="hint" role="status">${whenWords(content)}</p>`
        : nothing
    }
    ${errorLine("send_at", errors)}
  </fieldset>`;
}

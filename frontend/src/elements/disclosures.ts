// Who opened a conversation that they are not part of, when and why: for everybody in it, for good.
import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../i18n";
import { personName } from "../people";
import { dateTime } from "../time";
import type { Disclosure } from "../types";

function words({ by, at }: Disclosure): string {
  const time = dateTime(at);
  if (!by) return gettext("An administrator opened this conversation on %(time)s.", { time });
  return gettext("An administrator, %(name)s, opened this conversation on %(time)s.", { name: personName(by), time });
}

export function disclosureNotices(disclosures: Disclosure[]): TemplateResult | typeof nothing {
  if (!disclosures.length) return nothing;
  return html`<ul class="disclosures">
    ${disclosures.map((each) => html`<li>${words(each)} ${gettext("Reason:")} <span dir="auto">${each.reason}</span></li>`)}
  </ul>`;
}

// Under a message that went to many: that it did, and where an answer goes, which is to its sender alone.
import { html, nothing, type TemplateResult } from "lit";
import { linkTarget } from "../frame";
import { gettext } from "../i18n";
import { personName } from "../people";
import type { BroadcastPlace, ThreadDetail } from "../types";

interface FootOptions {
  api: string;
  resolve: (url: string) => string;
}

export function broadcastFoot(detail: ThreadDetail, broadcast: BroadcastPlace, { api, resolve }: FootOptions): TemplateResult {
  const name = personName(detail.participants[0] ?? null);
  const to = broadcast.everyone ? gettext("Sent to everyone in the course.") : gettext("Sent to several people in the course.");
  const report = broadcast.report_url
    ? html` <a href=${resolve(broadcast.report_url)} target=${linkTarget()}>${gettext("Who got it, and who opened it")}</a>`
    : nothing;
  if (broadcast.mine) return html`<p class="notice"><span>${to} ${gettext("Answers come to you alone.")}</span>${report}</p>`;
  const { cannot_reply_reason: reason } = broadcast;
  if (reason) return html`<p class="notice"><span>${to} <bdi>${reason}</bdi></span>${report}</p>`;
  return html`<p class="notice private"><span>${to} ${gettext("Replies go privately to %(name)s.", { name })}</span>${report}</p>
    <div class="room"><proserva-compose .api=${api} .broadcast=${broadcast.id} .courseId=${detail.course.id} .to=${name}></proserva-compose></div>`;
}

// One person of a conversation: who they are in it, since when, and what may be done about that.
import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../i18n";
import { chevronIcon } from "../icons";
import { avatar, personName, roleName } from "../people";
import { dayAndYear, fullTime } from "../time";
import type { Member, ThreadDetail } from "../types";
import { question } from "./confirmed";

/** What is asked about before it is done. */
export type Deed = "remove" | "hand_over" | "step_down";

export interface MemberOptions {
  detail: ThreadDetail;
  /** It is me. */
  mine: boolean;
  open: boolean;
  asking: Deed | null;
  busy: boolean;
  error: TemplateResult | typeof nothing;
  resolve: (url: string) => string;
  unfold: () => void;
  ask: (deed: Deed | null) => void;
  change: (changes: object) => void;
  remove: () => void;
}

type Right = "may_add" | "may_remove";

/** What holds for everybody, in the words of a choice. */
function choiceWords(own: boolean | null, thread: boolean): string {
  if (own !== null) return own ? gettext("Allowed") : gettext("Not allowed");
  return thread ? gettext("As for all members: allowed") : gettext("As for all members: not allowed");
}

function rightField(member: Member, right: Right, label: string, thread: boolean, { busy, change }: MemberOptions): TemplateResult {
  const own = member[`own_${right}`];
  const picked = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    change({ [right]: value === "null" ? null : value === "true" });
  };
  return html`<label class="field">${label}
    <select ?disabled=${busy} @change=${picked}>
      ${[null, true, false].map((each) => html`<option value=${String(each)} .selected=${each === own}>${choiceWords(each, thread)}</option>`)}
    </select>
  </label>`;
}

function rights(member: Member, options: MemberOptions): TemplateResult | typeof nothing {
  const { detail } = options;
  if (!detail.can.set_permissions || member.thread_role === "owner") return nothing;
  return html`<div class="rights">
    ${rightField(member, "may_add", gettext("Adding people"), detail.members_may_add, options)}
    ${rightField(member, "may_remove", gettext("Removing people"), detail.members_may_remove, options)}
  </div>`;
}

function ask(member: Member, { asking, busy, change, remove, ask: put }: MemberOptions): TemplateResult | typeof nothing {
  if (!asking) return nothing;
  const name = personName(member);
  const texts: Record<Deed, [string, string, () => void]> = {
    remove: [
      gettext("%(name)s keeps what they have read until now, gets nothing new, and sees that you removed them.", { name }),
      gettext("Remove %(name)s", { name }),
      remove,
    ],
    hand_over: [
      gettext("%(name)s becomes the owner, and you become a member. Only they can give it back.", { name }),
      gettext("Hand over to %(name)s", { name }),
      () => change({ hand_over: true }),
    ],
    step_down: [
      gettext("You become a member. Only another owner can make you an owner again."),
      gettext("Step down as owner"),
      () => change({ role: "member" }),
    ],
  };
  const [text, yes, go] = texts[asking];
  return question({ text, yes, busy, go, keep: () => put(null) });
}

function buttons(member: Member, options: MemberOptions): TemplateResult {
  const { detail, mine, busy, ask: put, change } = options;
  const isMember = member.thread_role === "member";
  return html`<div class="row">
    ${member.can.make_owner && !mine
      ? html`<button type="button" class="outline" ?disabled=${busy} @click=${() => change({ role: "owner" })}>${gettext("Make an owner")}</button>`
      : nothing}
    ${detail.can.hand_over && !mine && isMember
      ? html`<button type="button" class="outline" data-deed="hand_over" @click=${() => put("hand_over")}>${gettext("Hand over to them")}</button>`
      : nothing}
    ${mine && !isMember
      ? html`<button type="button" class="outline" data-deed="step_down" @click=${() => put("step_down")}>${gettext("Step down as owner")}</button>`
      : nothing}
    ${member.can.remove && !mine
      ? html`<button type="button" class="outline danger" data-deed="remove" @click=${() => put("remove")}>${gettext("Remove")}</button>`
      : nothing}
  </div>`;
}

function facts(member: Member): TemplateResult {
  const may = member.thread_role === "owner" ? "" : mayWords(member);
  return html`<div class="small dim">
    <bdi>${roleName(member.role)}</bdi> · <time datetime=${member.joined} title=${fullTime(member.joined)}>${gettext("since %(date)s", { date: dayAndYear(member.joined) })}</time>
    ${may ? html`· <bdi>${may}</bdi>` : nothing}
  </div>`;
}

function mayWords({ may_add: add, may_remove: remove }: Member): string {
  if (add && remove) return gettext("may add and remove people");
  if (add) return gettext("may add people");
  return remove ? gettext("may remove people") : "";
}

/** Whether anything may be done about them. */
function manageable(member: Member, { detail, mine }: MemberOptions): boolean {
  if (detail.kind !== "group") return false;
  if (mine) return member.thread_role === "owner" && detail.can.hand_over;
  return member.can.remove || member.can.make_owner || (member.thread_role === "member" && (detail.can.set_permissions || detail.can.hand_over));
}

/** The row, and what may be done, unfolded below. */
export function memberRow(member: Member, options: MemberOptions): TemplateResult {
  const { mine, open, asking, error, resolve, unfold } = options;
  const name = personName(member);
  const label = gettext("Manage %(name)s", { name });
  return html`<li tabindex="-1" data-name=${member.username}>
    <div class="person">
      ${avatar(member, resolve)}
      <div class="who">
        <div><span class="name" dir="auto">${name}</span> ${mine ? html`<span class="small dim">${gettext("(you)")}</span>` : nothing}
          ${member.thread_role === "owner" ? html`<span class="tag">${gettext("Owner")}</span>` : nothing}</div>
        ${facts(member)}
      </div>
      ${manageable(member, options)
        ? html`<button type="button" class="round fold" aria-expanded=${open} aria-label=${label} title=${label} @click=${unfold}>${chevronIcon}</button>`
        : nothing}
    </div>
    ${open ? html`<div class="manage">${rights(member, options)} ${asking ? ask(member, options) : buttons(member, options)} ${error}</div>` : nothing}
  </li>`;
}

// One person of a conversation: who they are in it, since when, and what may be done about that.
import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../shell/i18n";
import { chevronIcon } from "../shell/icons";
import { dayAndYear, fullTime } from "../shell/time";
import type { Member, ThreadDetail } from "../shell/types";
import { question } from "./panel";
import { avatar, personName, roleName } from "./people";

/** An action that needs a confirmation. */
export type Action = "remove" | "hand_over" | "step_down" | "block";

export interface MemberOptions {
  detail: ThreadDetail;
  /** It is me. */
  mine: boolean;
  open: boolean;
  asking: Action | null;
  busy: boolean;
  error: TemplateResult | typeof nothing;
  resolve: (url: string) => string;
  unfold: () => void;
  ask: (action: Action | null) => void;
  change: (changes: object) => void;
  remove: () => void;
  block: () => void;
}

type Right = "may_add" | "may_remove";

/** The options of a permission, in words. */
function choiceWords(own: boolean | null, thread: boolean): string {
  if (own !== null) return own ? gettext("Allowed") : gettext("Not allowed");
  return thread ? gettext("Default: allowed") : gettext("Default: not allowed");
}

function rightField(
  member: Member,
  right: Right,
  label: string,
  thread: boolean,
  { busy, change }: MemberOptions,
): TemplateResult {
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

/** The question of each action, its answer, and what follows. */
function questions(
  member: Member,
  { change, remove, block }: MemberOptions,
): Record<Action, [string, string, () => void]> {
  const name = personName(member);
  return {
    remove: [
      gettext("%(name)s keeps the messages so far, receives no new ones, and sees that you removed them.", { name }),
      gettext("Remove %(name)s", { name }),
      remove,
    ],
    hand_over: [
      gettext("%(name)s becomes the owner, and you become a member. Only they can reverse this.", { name }),
      gettext("Transfer ownership to %(name)s", { name }),
      () => change({ hand_over: true }),
    ],
    step_down: [
      gettext("You become a member. Only another owner can make you an owner again."),
      gettext("Step down as owner"),
      () => change({ role: "member" }),
    ],
    block: [blockWords(name), gettext("Block %(name)s", { name }), block],
  };
}

function blockWords(name: string): string {
  return gettext(
    "%(name)s can no longer write to you, and you get no notifications of their messages in groups. They are not notified. You can unblock them in the settings.",
    { name },
  );
}

function ask(asking: Action, member: Member, options: MemberOptions): TemplateResult {
  const [text, yes, go] = questions(member, options)[asking];
  return question({ text, yes, busy: options.busy, go, keep: () => options.ask(null) });
}

function buttons(member: Member, options: MemberOptions): TemplateResult {
  const { detail, mine, busy, ask: put, change } = options;
  const isMember = member.thread_role === "member";
  const asks = (action: Action, label: string, danger = "") =>
    html`<button type="button" class="outline ${danger}" data-action=${action} @click=${() => put(action)}>${label}</button>`;
  const promote = () => change({ role: "owner" });
  return html`<div class="row">
    ${
      member.can.make_owner && !mine
        ? html`<button type="button" class="outline" ?disabled=${busy} @click=${promote}>${gettext("Make an owner")}</button>`
        : nothing
    }
    ${detail.can.hand_over && !mine && isMember ? asks("hand_over", gettext("Transfer ownership")) : nothing}
    ${mine && !isMember ? asks("step_down", gettext("Step down as owner")) : nothing}
    ${member.can.remove && !mine ? asks("remove", gettext("Remove"), "danger") : nothing}
    ${blockButton(member, options)}
  </div>`;
}

function blockButton(member: Member, { ask: put, block, busy }: MemberOptions): TemplateResult | typeof nothing {
  if (member.blocked)
    return html`<button type="button" class="outline" ?disabled=${busy} @click=${block}>${gettext("Unblock")}</button>`;
  if (!member.can.block) return nothing;
  return html`<button type="button" class="outline danger" data-action="block" @click=${() => put("block")}>${gettext("Block…")}</button>`;
}

function facts(member: Member): TemplateResult {
  const may = member.thread_role === "owner" ? "" : mayWords(member);
  return html`<div class="small dim">
    <bdi>${roleName(member.role)}</bdi>${member.joined ? since(member.joined) : nothing}
    ${may ? html`· <bdi>${may}</bdi>` : nothing}
  </div>`;
}

function since(joined: string): TemplateResult {
  const words = gettext("since %(date)s", { date: dayAndYear(joined) });
  return html` · <time datetime=${joined} title=${fullTime(joined)}>${words}</time>`;
}

function mayWords({ may_add: add, may_remove: remove }: Member): string {
  if (add && remove) return gettext("can add and remove people");
  if (add) return gettext("can add people");
  return remove ? gettext("can remove people") : "";
}

/** Whether there are actions for a member. */
function manageable(member: Member, { detail, mine }: MemberOptions): boolean {
  if (member.can.block) return true;
  if (detail.kind !== "group") return false;
  if (mine) return member.thread_role === "owner" && detail.can.hand_over;
  return (
    member.can.remove ||
    member.can.make_owner ||
    (member.thread_role === "member" && (detail.can.set_permissions || detail.can.hand_over))
  );
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
      ${
        manageable(member, options)
          ? html`<button type="button" class="round fold" aria-expanded=${open} aria-label=${label} title=${label} @click=${unfold}>${chevronIcon}</button>`
          : nothing
      }
    </div>
    ${open ? html`<div class="manage">${rights(member, options)} ${asking ? ask(asking, member, options) : buttons(member, options)} ${error}</div>` : nothing}
  </li>`;
}

// The settings of a conversation: Group Chat, member permissions, and whether it is closed.
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import type { ThreadDetail } from "../shell/types";
import { stepHint } from "./cohort-choice";
import { notify, panelStyles, question, Requests } from "./panel";

type Rule = "members_may_add" | "members_may_remove";

/** Internal. Emits `changed` with the thread as it is then. */
export class GroupSettings extends ProservaElement {
  static override styles = [ProservaElement.styles, panelStyles];

  @property({ attribute: false }) detail: ThreadDetail | null = null;

  @state() private closing = false;
  private readonly requests = new Requests(this);

  private set(key: string, changes: Record<string, unknown>): Promise<boolean> {
    return this.requests.run(key, async () => {
      notify(this, "changed", await this.client.patch<ThreadDetail>(`threads/${this.detail?.id}/`, changes));
    });
  }

  /** A refused change is reverted. */
  private async turn(event: Event, key: Rule | "group_chat"): Promise<void> {
    const input = event.target as HTMLInputElement;
    if (!(await this.set(key, { [key]: input.checked }))) input.checked = !!this.detail?.[key];
  }

  private flagWords({ kind, group_chat: on, can }: ThreadDetail): string {
    if (kind !== "direct") return gettext("People can be added to this conversation.");
    if (on) return gettext("People can be added to this conversation. Until then, it stays between the two of you.");
    if (can.set_group_chat)
      return gettext("This conversation stays between the two of you. Turn on Group Chat to add people.");
    return gettext("This conversation stays between the two of you. Only its owner can turn on Group Chat.");
  }

  private flag(detail: ThreadDetail): TemplateResult {
    return html`<div class="part">
      <label class="switch"><input type="checkbox" role="switch" aria-describedby="flag-hint" .checked=${detail.group_chat}
        ?disabled=${!detail.can.set_group_chat || !!this.requests.busy} @change=${(event: Event) => void this.turn(event, "group_chat")} />
        <span>${gettext("Group Chat")}</span></label>
      <p class="hint" id="flag-hint">${this.flagWords(detail)}</p>
      ${this.requests.error("group_chat")}
    </div>`;
  }

  private rule(detail: ThreadDetail, key: Rule, name: string): TemplateResult {
    return html`<label class="check"><input type="checkbox" .checked=${detail[key]} ?disabled=${!!this.requests.busy}
        @change=${(event: Event) => void this.turn(event, key)} /><span>${name}</span></label>
      ${this.requests.error(key)}`;
  }

  private rules(detail: ThreadDetail): TemplateResult {
    return html`<div class="part"><fieldset>
      <legend>${gettext("Member permissions")}</legend>
      ${this.rule(detail, "members_may_add", gettext("Add people"))} ${this.rule(detail, "members_may_remove", gettext("Remove people"))}
      <p class="hint">${gettext("You can override this for individual people in the list above.")}</p>
    </fieldset></div>`;
  }

  /** Whether the group follows the cohorts that it was made of. */
  private steps({ cohorts, can }: ThreadDetail): TemplateResult | typeof nothing {
    if (!cohorts.length) return nothing;
    const on = cohorts.some((cohort) => cohort.in_step);
    const names = cohorts.map(({ name }) => name).join(", ");
    const turn = async (event: Event) => {
      const input = event.target as HTMLInputElement;
      if (!(await this.set("keep_in_step", { keep_in_step: input.checked }))) input.checked = on;
    };
    if (!can.keep_in_step)
      return on ? html`<p class="part hint">${gettext("Synced with: %(names)s", { names })}</p>` : nothing;
    return html`<div class="part">
      <label class="check"><input type="checkbox" aria-describedby="steps-hint" .checked=${on} ?disabled=${!!this.requests.busy} @change=${turn} />
        <span>${gettext("Keep in sync with: %(names)s", { names })}</span></label>
      <p class="hint" id="steps-hint">${stepHint()}</p>
      ${this.requests.error("keep_in_step")}
    </div>`;
  }

  private async open(closing: boolean): Promise<void> {
    this.closing = closing;
    await this.updateComplete;
    this.find(closing ? ".yes" : ".end")?.focus();
  }

  private async close(closed: boolean): Promise<void> {
    if (!(await this.set("closed", { closed }))) return;
    await this.open(false);
  }

  private ending({ closed }: ThreadDetail): TemplateResult {
    const ask = {
      text: gettext("No one can write here until it is reopened. Everyone can still read."),
      yes: gettext("Close to new messages"),
      busy: !!this.requests.busy,
      go: () => void this.close(true),
      keep: () => void this.open(false),
    };
    return html`<div class="part">
      ${
        closed
          ? html`<p class="hint">${gettext("This conversation is closed. No one can write here.")}</p>
            <div><button type="button" class="outline end" ?disabled=${!!this.requests.busy} @click=${() => void this.close(false)}>${gettext("Reopen")}</button></div>`
          : this.closing
            ? question(ask)
            : html`<div><button type="button" class="outline end" @click=${() => void this.open(true)}>${gettext("Close to new messages")}</button></div>`
      }
      ${this.requests.error("closed")}
    </div>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { detail } = this;
    if (!detail) return nothing;
    const grown = detail.group_chat || detail.kind === "group";
    const flag = detail.kind === "direct" || detail.can.set_group_chat;
    return html`${flag ? this.flag(detail) : nothing} ${grown && detail.can.set_permissions ? this.rules(detail) : nothing} ${this.steps(detail)}
    ${detail.can.close ? this.ending(detail) : nothing}`;
  }
}

// <proserva-people-panel-view>: the participants of a conversation, its settings, and ways to add people and to leave.
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { Online } from "../shell/presence";
import type { ThreadDetail } from "../shell/types";
import { notify, panelStyles, question, Requests } from "./panel";

/** Emits `changed` with the thread as it is then, and `done` when there is nothing more to do here. */
export class PeoplePanelView extends ProservaElement {
  static override styles = [ProservaElement.styles, panelStyles];

  @property({ attribute: false }) detail: ThreadDetail | null = null;
  @property({ attribute: false }) me = "";

  @state() private adding = false;
  @state() private leaving = false;
  /** The last change, for screen readers. */
  @state() private news = "";
  private readonly online = new Online(this);
  private readonly requests = new Requests(this);

  private async turn(adding: boolean, news = ""): Promise<void> {
    Object.assign(this, { adding, news });
    await this.updateComplete;
    if (!adding) this.find(".add")?.focus();
  }

  private async ask(leaving: boolean): Promise<void> {
    this.requests.forget();
    this.leaving = leaving;
    await this.updateComplete;
    this.find(leaving ? ".yes" : ".leave")?.focus();
  }

  private async leave(): Promise<void> {
    const path = `threads/${this.detail?.id}/`;
    const done = await this.requests.run("leave", async () => {
      await this.client.remove(`${path}participants/${encodeURIComponent(this.me)}/`);
      notify(this, "changed", await this.client.get<ThreadDetail>(path));
    });
    if (done) notify(this, "done");
  }

  private addPart({ can }: ThreadDetail): TemplateResult | typeof nothing {
    if (!can.add) return nothing;
    return html`<div class="part"><div><button type="button" class="primary add" @click=${() => void this.turn(true)}>${gettext("Add people")}</button></div></div>`;
  }

  private way({ can }: ThreadDetail): TemplateResult | typeof nothing {
    if (!can.leave) return nothing;
    const ask = {
      text: gettext("You keep the messages so far and receive no new ones. The others see that you left."),
      yes: gettext("Leave this conversation"),
      busy: !!this.requests.busy,
      go: () => void this.leave(),
      keep: () => void this.ask(false),
    };
    return html`<div class="part">
      ${
        this.leaving
          ? question(ask)
          : html`<div><button type="button" class="outline danger leave" @click=${() => void this.ask(true)}>${gettext("Leave this conversation")}</button></div>`
      }
      ${this.requests.error("leave")}
    </div>`;
  }

  private list(detail: ThreadDetail): TemplateResult {
    return html`${this.addPart(detail)}
      <proserva-members class="members ${detail.can.add ? "" : "first"}" .api=${this.api} .detail=${detail} .me=${this.me}></proserva-members>
      <proserva-group-settings .api=${this.api} .detail=${detail}></proserva-group-settings>
      ${this.way(detail)}`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { detail } = this;
    if (!detail) return nothing;
    const added = (event: CustomEvent<string>) =>
      void this.turn(false, gettext("Added: %(names)s", { names: event.detail }));
    return html`${this.online.now ? nothing : html`<p class="notice" role="status">${gettext("You are offline. This may be out of date.")}</p>`}
      <p class=${this.news ? "part small" : "vh"} role="status">${this.news}</p>
      ${
        this.adding
          ? html`<proserva-add-people .api=${this.api} .detail=${detail} .me=${this.me} @added=${added} @cancel=${() => void this.turn(false)}></proserva-add-people>`
          : this.list(detail)
      }`;
  }
}

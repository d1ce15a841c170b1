// Tools over the roster: a message to all learners, and past broadcasts. They take the roster's place while open.
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { sendIcon } from "../shell/icons";
import { addressOfBroadcast, broadcastIn } from "./view";

/** Internal. What it holds is the roster; keeps `?broadcast=` of the page's address in step. */
export class RosterTools extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      :host { container-type: inline-size; }
      .bar { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; margin-block-end: 16px; border-block-end: 1px solid var(--line); padding-block-end: 10px; }
      nav { display: flex; flex-wrap: wrap; gap: 4px; }
      nav button[aria-current] { background: var(--tint); }
      @container (max-width: 479px) { .primary { flex: 1 1 100%; } nav { flex: 1; } nav button { flex: 1; padding-inline: 8px; } }
    `,
  ];

  @property({ attribute: false }) courseId = "";

  /** The shown broadcast view; `null` while the roster is shown. */
  @state() private place: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    const follow = () => (this.place = broadcastIn(location));
    window.addEventListener("popstate", follow);
    this.whileConnected(() => window.removeEventListener("popstate", follow));
    follow();
  }

  private go(place: string | null): void {
    if (place !== this.place) history.pushState(null, "", addressOfBroadcast(place));
    this.place = place;
    const shown = this.find("proserva-broadcast-view");
    void this.updateComplete.then(() => (shown ?? this.find("proserva-broadcast-view"))?.focus());
  }

  private tab(place: string | null, name: string): TemplateResult {
    const current = (place === null) === (this.place === null);
    return html`<button type="button" class="quiet" aria-current=${current ? "true" : nothing} @click=${() => this.go(place)}>${name}</button>`;
  }

  private moved(event: CustomEvent<string>): void {
    event.preventDefault();
    this.go(event.detail);
  }

  protected override render(): TemplateResult {
    return html`<div class="bar">
        <nav aria-label=${gettext("Show")}>${this.tab(null, gettext("Learners"))} ${this.tab("", gettext("Broadcasts"))}</nav>
        ${
          this.place === "new"
            ? nothing
            : html`<button type="button" class="primary flip" @click=${() => this.go("new")}>${sendIcon}${gettext("Message all learners")}</button>`
        }
      </div>
      <div ?hidden=${this.place !== null}><slot></slot></div>
      ${
        this.place === null
          ? nothing
          : html`<proserva-broadcast-view .api=${this.api} .courseId=${this.courseId} .place=${this.place} @go=${this.moved}></proserva-broadcast-view>`
      }`;
  }
}

// The privacy log: what others did to my data and my rights, in the settings.
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { Listing } from "../shell/listing";
import { dateTime } from "../shell/time";
import type { Page, PrivacyEntry } from "../shell/types";

/** Internal. Loads its entries when it is first opened. */
export class PrivacyLogView extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      summary { min-block-size: 44px; padding-block: 10px; font-weight: 700; cursor: pointer; }
      li { padding-block: 10px; line-height: 1.4; overflow-wrap: anywhere; }
      li + li { border-block-start: 1px solid var(--line); }
      li p { margin: 0; }
      p.dim + p.dim { margin-block-start: 8px; }
      .more { inline-size: 100%; color: var(--primary); }
    `,
  ];

  @state() private opened = false;

  private readonly entries = new Listing<PrivacyEntry>(this, {
    fetch: (cursor) => this.client.get<Page<PrivacyEntry>>("audit/", { cursor }),
    key: ({ id }) => id,
    rows: "li",
  });

  private readonly toggled = (event: Event): void => {
    if (!(event.target as HTMLDetailsElement).open || this.opened) return;
    this.opened = true;
    void this.entries.load();
  };

  private row({ text, reason, course, created }: PrivacyEntry): TemplateResult {
    return html`<li tabindex="-1">
      <p dir="auto">${text}</p>
      ${reason ? html`<p dir="auto">${gettext("Reason: %(reason)s", { reason })}</p>` : nothing}
      <p class="small dim">${dateTime(created)}${course ? html` · <bdi>${course.name}</bdi>` : nothing}</p>
    </li>`;
  }

  private content(): TemplateResult {
    const { items } = this.entries;
    return html`${this.entries.waiting(3)}
      ${items?.length ? html`<ul>${items.map((entry) => this.row(entry))}</ul>` : nothing}
      ${items && !items.length ? html`<p class="dim">${gettext("There are no entries.")}</p>` : nothing}
      ${this.entries.foot()}`;
  }

  protected override render(): TemplateResult {
    const text = gettext("Actions by others that concern you, such as an administrator opening a conversation.");
    return html`<details @toggle=${this.toggled}>
      <summary>${gettext("Privacy log")}</summary>
      <p class="small dim">${text}</p>
      ${this.opened ? this.content() : nothing}
    </details>`;
  }
}

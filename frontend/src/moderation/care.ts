// <proserva-care>: the alerts about messages with signs of distress, for care contacts.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { notify, Requests } from "../people/panel";
import { personName } from "../people/people";
import { ProservaElement } from "../shell/base";
import { linkTarget } from "../shell/frame";
import { gettext, ngettext } from "../shell/i18n";
import { checkIcon, messageIcon } from "../shell/icons";
import { Listing } from "../shell/listing";
import { empty } from "../shell/states";
import { bodyStyles } from "../shell/styles";
import { dateTime } from "../shell/time";
import type { CareAlert, CareAlertPage, OpenedMessage } from "../shell/types";
import { formStyles } from "../writing/form-styles";

function outcomeWords(outcome: string): string {
  switch (outcome) {
    case "false_alarm":
      return gettext("False alarm");
    case "contacted":
      return gettext("In contact with the person");
    case "passed":
      return gettext("Passed to other help");
    default:
      return gettext("Open");
  }
}

/**
 * The alerts that the reader may handle, in all courses. A message opens with a reason, which its writer can read.
 *
 * @element proserva-care
 */
export class CareAlerts extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    bodyStyles,
    formStyles,
    css`
      :host, .rows, form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
      .rows > li { display: grid; gap: 10px; padding: 12px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      .top { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; }
      .name { flex: 1 1 200px; min-inline-size: 0; font-weight: 600; }
      .body { padding: 10px 14px; border-inline-start: 3px solid var(--line); }
      .actions { display: flex; flex-wrap: wrap; gap: 8px; }
      label.show { display: flex; align-items: center; gap: 10px; font-size: var(--fs-s); font-weight: 600; }
      select { inline-size: auto; }
    `,
  ];

  @state() private shown: "open" | "handled" = "open";
  @state() private waiting = 0;
  @state() private opened: Record<number, OpenedMessage> = {};
  private readonly requests = new Requests(this);
  private readonly list: Listing<CareAlert, CareAlertPage> = new Listing<CareAlert, CareAlertPage>(this, {
    fetch: (cursor) => this.client.get<CareAlertPage>("care/", { state: this.shown, cursor }),
    key: ({ id }) => id,
    added: (page) => void (this.waiting = page.open),
    rows: "li button",
  });

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("shown")) void this.list.load();
  }

  private async open({ id }: CareAlert, event: Event): Promise<void> {
    event.preventDefault();
    const reason = new FormData(event.target as HTMLFormElement).get("reason");
    await this.requests.run(String(id), async () => {
      const message = await this.client.post<OpenedMessage>(`care/${id}/open/`, { reason });
      this.opened = { ...this.opened, [id]: message };
    });
  }

  private async handle({ id }: CareAlert, outcome: string): Promise<void> {
    const done = await this.requests.run(String(id), async () => {
      this.list.replace(await this.client.post<CareAlert>(`care/${id}/outcome/`, { outcome }));
    });
    if (!done) return;
    this.waiting -= 1;
    notify(this, "handled");
  }

  private message(alert: CareAlert): TemplateResult {
    const { id, url } = alert;
    if (url) {
      return html`<a class="button" href=${this.client.resolve(url)} target=${linkTarget()}>${gettext("Open the conversation")}</a>`;
    }
    const opened = this.opened[id];
    if (opened) return html`<div class="body" dir="auto">${unsafeHTML(opened.body_html)}</div>`;
    return html`<form @submit=${(event: Event) => void this.open(alert, event)}>
      <label>${gettext("Why do you open this message? Its writer can read the reason.")}
        <input name="reason" maxlength="500" required aria-describedby="error-${id}" /></label>
      <div class="actions"><button type="submit" class="primary" ?disabled=${!!this.requests.busy}>${gettext("Open the message")}</button></div>
    </form>`;
  }

  private row(alert: CareAlert): TemplateResult {
    const { course, created, handled, handler, id, outcome, outcomes, writer } = alert;
    return html`<li>
      <div class="top"><bdi class="name">${personName(writer)}</bdi>
        <span class="state-chip ${alert.state === "open" ? "bad" : "good"}">${outcomeWords(outcome)}</span></div>
      <div class="small dim"><bdi>${course.name}</bdi> · <time datetime=${created}>${dateTime(created)}</time>
        ${handler && handled ? html` · <bdi>${personName(handler)}</bdi> · ${dateTime(handled)}` : nothing}</div>
      ${this.message(alert)}
      <div id="error-${id}">${this.requests.error(String(id))}</div>
      ${
        outcomes.length
          ? html`<div class="actions" role="group" aria-label=${gettext("Outcome")}>
              ${outcomes.map((each) => html`<button type="button" class="outline" ?disabled=${!!this.requests.busy} @click=${() => void this.handle(alert, each)}>${outcomeWords(each)}</button>`)}
            </div>`
          : nothing
      }
    </li>`;
  }

  private content(): TemplateResult {
    const waiting = this.list.waiting(3);
    if (waiting) return waiting;
    const items = this.list.items ?? [];
    if (!items.length)
      return this.shown === "open"
        ? empty(checkIcon, gettext("No open alerts"))
        : empty(messageIcon, gettext("No handled alerts"));
    return html`<ul class="rows">${items.map((each) => this.row(each))}</ul>
      ${this.list.foot()}`;
  }

  protected override render(): TemplateResult {
    return html`<p class="hint">${gettext("A program found signs of distress in these messages, and it may be wrong.")}</p>
      <label class="show">${gettext("Show")}<select @change=${(event: Event) => (this.shown = (event.target as HTMLSelectElement).value as "open" | "handled")}>
        <option value="open">${gettext("Open")}</option>
        <option value="handled">${gettext("Handled")}</option>
      </select></label>
      <div role="status" class="small dim">${ngettext("%(count)s open", "%(count)s open", this.waiting)}</div>
      ${this.content()}`;
  }
}

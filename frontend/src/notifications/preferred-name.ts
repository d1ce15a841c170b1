// The name by which texts greet the user, in the settings.
import { Task } from "@lit/task/task.js";
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { errorText } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { loaded } from "../shell/states";
import type { Schemas } from "../shell/types";

type Name = Schemas["PreferredNameInfo"];
const MAX_LENGTH = 60;

const preferredNameStyles = css`
  label { display: block; margin-block-end: 8px; font-weight: 700; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; }
  input { flex: 1 1 200px; min-inline-size: 0; min-block-size: 44px; padding: 8px 12px; font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--control); border-radius: 8px; }
  p { margin-block-start: 8px; }
`;

/** Internal. The field, with a button to save it. */
export class PreferredNameView extends ProservaElement {
  static override styles = [ProservaElement.styles, preferredNameStyles];

  @state() private outcome = "";
  @state() private problem = "";

  private readonly name = new Task(this, {
    args: () => [this.client] as const,
    task: ([client]) => client.get<Name>("preferences/name/"),
  });

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const input = this.find<HTMLInputElement>("input");
    Object.assign(this, { outcome: "", problem: "" });
    try {
      const { name, default: used } = await this.client.patch<Name>("preferences/name/", { name: input?.value ?? "" });
      if (input) input.value = name;
      this.outcome = gettext("Saved. Messages will greet you as “%(name)s”.", { name: name || used });
    } catch (error) {
      this.problem = gettext("Could not save this. %(reason)s", { reason: errorText(error) });
    }
  }

  private field({ name, default: used }: Name): TemplateResult {
    return html`<form @submit=${this.save}>
      <label for="name">${gettext("Preferred name")}</label>
      <div class="row">
        <input id="name" dir="auto" maxlength=${MAX_LENGTH} autocomplete="nickname" .value=${name} placeholder=${used} aria-describedby="hint" />
        <button class="outline">${gettext("Save")}</button>
      </div>
      <p id="hint" class="small dim">${gettext("How messages to many people greet you. Leave it empty for the first name of your account.")}</p>
      <div role="status">${this.outcome ? html`<p class="small">${this.outcome}</p>` : nothing}</div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
    </form>`;
  }

  protected override render(): TemplateResult {
    return html`${loaded(this.name, 2, (name) => this.field(name))}`;
  }
}

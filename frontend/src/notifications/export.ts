// The download in the settings: a download of all my messages: ask for it, wait, save it, delete it.
import { Task } from "@lit/task/task.js";
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { errorText } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { loaded } from "../shell/states";
import { dateTime, fileSize } from "../shell/time";
import type { Export } from "../shell/types";

const POLL_MS = 5000;

const exportStyles = css`
  section { display: grid; gap: 8px; justify-items: start; }
  h3 { padding: 0; font-size: var(--fs); font-weight: 700; color: inherit; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; }
`;

/**
 * The download of all messages and files of the user. A part of `<proserva-preferences>`.
 *
 * @element proserva-export-view
 */
export class ExportView extends ProservaElement {
  static override styles = [ProservaElement.styles, exportStyles];

  @state() private problem = "";
  @state() private busy = false;
  @state() private now: Export | null = null;

  private timer = 0;
  private readonly first = new Task(this, {
    autoRun: false,
    args: () => [],
    task: async () => this.show(await this.client.get<Export>("export/")),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(() => clearTimeout(this.timer));
    void this.first.run();
  }

  private show(now: Export): Export {
    this.now = now;
    clearTimeout(this.timer);
    if (now.state === "waiting") this.timer = window.setTimeout(() => void this.look(), POLL_MS);
    return now;
  }

  /** Later looks fail in silence: the next one may succeed. */
  private async look(): Promise<void> {
    try {
      this.show(await this.client.get<Export>("export/"));
    } catch {
      if (this.now) this.show(this.now);
    }
  }

  private async act(change: () => Promise<unknown>): Promise<void> {
    Object.assign(this, { busy: true, problem: "" });
    try {
      await change();
      this.show(await this.client.get<Export>("export/"));
    } catch (error) {
      this.problem = errorText(error);
    }
    this.busy = false;
  }

  private ask = (): Promise<void> => this.act(() => this.client.post("export/", {}));
  private discard = (): Promise<void> => this.act(() => this.client.remove("export/"));

  private content({ state: step }: Export): TemplateResult {
    if (step === "waiting") {
      return html`<p role="status">${gettext("Your download is being prepared. You will get an email when it is ready.")}</p>
        <div class="row"><button type="button" class="outline" ?disabled=${this.busy} @click=${this.discard}>${gettext("Cancel")}</button></div>`;
    }
    if (step === "ready" && this.now) return this.ready(this.now);
    return html`<div class="row"><button type="button" class="outline" ?disabled=${this.busy} @click=${this.ask}>${gettext("Download my messages")}</button></div>`;
  }

  private ready({ url, size, expires, left_out: left }: Export): TemplateResult {
    return html`<p role="status">
        ${gettext("Your download is ready: %(size)s. It will be deleted on %(date)s.", { size: fileSize(size ?? 0), date: expires ? dateTime(expires) : "" })}
      </p>
      ${left ? html`<p class="small">${gettext("Some files or conversations could not be included. The download names them.")}</p>` : nothing}
      <div class="row">
        <a class="button primary" href=${this.client.resolve(url ?? "")} download>${gettext("Save the file")}</a>
        <button type="button" class="outline" ?disabled=${this.busy} @click=${this.ask}>${gettext("Make a new one")}</button>
        <button type="button" class="outline" ?disabled=${this.busy} @click=${this.discard}>${gettext("Delete it")}</button>
      </div>`;
  }

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="export">
      <h3 id="export">${gettext("Your messages")}</h3>
      <p class="small dim">${gettext("Get a file with all messages and files that you wrote and received.")}</p>
      ${loaded(this.first, 1, () => (this.now ? this.content(this.now) : html``))}
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
    </section>`;
  }
}

// <proserva-compose>: writes a message, to new recipients or in a thread. Drafts, retries and idempotency keys prevent
// loss.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { threadName } from "../people/people";
import { getConfig } from "../shell/api";
import { gettext } from "../shell/i18n";
import { clipIcon, messageIcon, sendIcon } from "../shell/icons";
import { loadSecondScript } from "../shell/lazy";
import { empty } from "../shell/states";
import type { Fields, Message, Thread } from "../shell/types";
import type { Draft } from "../writing/drafts";
import { failedFiles, tooLong } from "../writing/form";
import { applyMark, type Mark, textLength } from "../writing/markdown";
import { aboutRow, confirmation, counter, fileList, hint, markBar } from "../writing/parts";
import { composeStyles } from "../writing/styles";
import { ComposePeople } from "./compose-people";

/** Where to find help, by the thread of a message with a sign of distress. Outlasts a composer that its page replaces. */
const helps = new Map<number, string>();

interface SentTo {
  thread: number;
  name: string;
}

/**
 * A composer for a new message or a reply. It keeps a draft per user, course, recipients and context.
 *
 * @element proserva-compose
 * @fires proserva-sent - After a message was sent. Detail: `{thread, message}`.
 */
export class Compose extends ComposePeople {
  static override styles = [ComposePeople.styles, composeStyles];

  /** The name of the recipient of a reply, for its label. */
  @property({ attribute: false }) to = "";
  /** In a group one may be called by `@name`. */
  @property({ attribute: false }) mentions = false;

  @state() private canMention = false;
  @state() private sentTo: SentTo | null = null;

  /** The last sent message, for an element that shows it. */
  sent: Message | null = null;

  private focusWanted = false;

  /** Into the textarea, as soon as there is one. */
  override focus(): void {
    const missing = this.several && !this.addressees.length && this.find("proserva-people");
    const target = this.find(".sent") ?? (missing || this.find("textarea"));
    if (target) target.focus();
    else this.focusWanted = true;
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Without its script one writes names out.
    if (changed.has("mentions") && this.mentions) void this.offerNames();
  }

  protected override updated(): void {
    this.grow();
    if (this.focusWanted && this.find("textarea")) {
      this.focusWanted = false;
      this.focus();
    }
  }

  protected async load(): Promise<(() => Draft) | null> {
    const { scope } = this;
    // A framework may set the attributes one after the other.
    if (!this.thread && !this.courseId) return null;
    const [config, people] = await Promise.all([getConfig(this.client), this.replying ? [] : this.findPeople("")]);
    return () => {
      Object.assign(this, { people, sentTo: null });
      const draft = this.form.take(config, scope);
      const { body = "", group = null, attachments = [], attempt = null } = draft ?? {};
      return { body, recipients: this.recipientsOf(draft), group, attachments, attempt };
    };
  }

  private async offerNames(): Promise<void> {
    const known = customElements.get("proserva-mentions");
    this.canMention =
      !!known ||
      (await loadSecondScript(this.client).then(
        () => true,
        () => false,
      ));
  }

  private payload(): Record<string, unknown> {
    const { content, files } = this.form;
    const said = {
      body: content.body,
      ...(files.length && { attachments: files }),
      ...(this.context && { context: this.context }),
    };
    if (this.replying) return said;
    return { course_id: this.courseId, ...this.addressed(), ...said };
  }

  /** The errors that are known before the server is asked. */
  private mistakes(): Fields {
    const { config, content, uploads } = this.form;
    const { body } = content;
    const missing = !body.trim() && !uploads.items.length;
    const unaddressed = !this.replying && !this.addressees.length && !this.isGroup;
    return {
      recipients: unaddressed ? [gettext("Choose a recipient.")] : [],
      body: missing ? [gettext("Write a message or attach a file.")] : tooLong(body, config?.message_max_length),
      attachments: failedFiles(uploads),
    };
  }

  private async send(event?: Event): Promise<void> {
    event?.preventDefault();
    const { form } = this;
    if (form.busy || form.uploads.busy || !form.check(this.mistakes())) return;
    await form.run("send", async () => {
      const payload = this.payload();
      await this.deliver(payload, form.keyFor(payload));
    });
  }

  private async deliver(payload: unknown, key: string): Promise<void> {
    const path = this.thread
      ? `threads/${this.thread}/messages/`
      : this.broadcast
        ? `broadcasts/${this.broadcast}/reply/`
        : "threads/";
    const answer = await this.client.post<Message | { thread: Thread; message: Message }>(path, payload, key);
    const message = "message" in answer ? answer.message : answer;
    const started =
      "thread" in answer && typeof answer.thread === "object"
        ? threadName(answer.thread, this.form.config?.me.username ?? "")
        : "";
    const name = this.broadcast ? this.to : started;
    this.form.reset();
    if (message.help) helps.set(message.thread, message.help);
    this.sent = message;
    if (!this.thread) this.sentTo = { thread: message.thread, name };
    this.emit("proserva-sent", { thread: message.thread, message: message.id });
    await this.updateComplete;
    this.focus();
  }

  private async writeAnother(): Promise<void> {
    this.sentTo = null;
    await this.updateComplete;
    this.focus();
  }

  private help(): TemplateResult {
    const help = helps.get(this.sentTo?.thread ?? Number(this.thread));
    return html`<div role="status">${help ? html`<p class="notice care" dir="auto">${help}</p>` : nothing}</div>`;
  }

  private notice(): TemplateResult | typeof nothing {
    return this.care ? html`<p class="hint" id="care">${this.care}</p>` : nothing;
  }

  private grow(): void {
    const area = this.find<HTMLTextAreaElement>("textarea");
    if (!area) return;
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + 2}px`;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void this.send(event);
  }

  private area(): TemplateResult {
    const { busy, content, errors, intake } = this.form;
    const label = this.replying
      ? gettext("Reply to %(name)s", { name: this.to || gettext("this conversation") })
      : gettext("Message");
    // While it is empty the hint in it goes the way of the page.
    return html`<textarea
      dir=${content.body ? "auto" : nothing}
      rows=${this.replying ? 1 : 4}
      aria-label=${label}
      placeholder=${this.replying ? gettext("Write a reply…") : gettext("Write your message…")}
      aria-describedby="care hint body-error"
      aria-invalid=${!!errors.body}
      .value=${content.body}
      ?readonly=${!!busy}
      @paste=${intake.paste}
      @input=${(event: Event) => this.form.edit({ body: (event.target as HTMLTextAreaElement).value }, "body")}
    ></textarea>`;
  }

  private mark(mark: Mark): void {
    const area = this.find<HTMLTextAreaElement>("textarea");
    if (area && !this.form.busy) applyMark(area, mark);
  }

  private attach(): TemplateResult | typeof nothing {
    if (this.noFiles) return nothing;
    const { busy, config, intake } = this.form;
    return html`<input type="file" multiple accept=${config?.attachments.extensions.join(",") ?? ""} @change=${intake.pick} />
      <button type="button" class="round" aria-label=${gettext("Attach files")} title=${gettext("Attach files")}
        ?disabled=${!!busy} @click=${() => this.find("input[type=file]")?.click()}>${clipIcon}</button>`;
  }

  private bar(): TemplateResult {
    const { busy, config, content, uploads } = this.form;
    const label = this.form.label(gettext("Send"), gettext("Sending…"));
    return html`<div class="bar">
      ${this.attach()} ${markBar((mark) => this.mark(mark))}
      <span class="end">
        ${counter(textLength(content.body), config?.message_max_length ?? 0)}
        <button type="submit" class="primary flip" ?disabled=${!!busy || uploads.busy}>${sendIcon}${label}</button>
      </span>
    </div>`;
  }

  protected override render(): TemplateResult {
    const { config, errors, hovering, intake, uploads } = this.form;
    const waiting = this.form.waiting(3);
    if (waiting) return waiting;
    if (this.sentTo) {
      const href = `${this.client.resolve(config?.inbox_url ?? "")}?thread=${this.sentTo.thread}`;
      return html`${this.help()}${confirmation(this.sentTo.name, href, () => void this.writeAnother())}`;
    }
    if (!this.replying && !this.people.length && !this.addressees.length) {
      return empty(
        messageIcon,
        gettext("No one to message yet"),
        gettext("This course has no instructor who accepts messages."),
      );
    }
    const filesError = uploads.error ? html`<p class="error" role="alert">${uploads.error}</p>` : nothing;
    return html`<form class=${this.replying ? "reply" : ""} novalidate @submit=${this.send} @keydown=${this.pressed}
      @dragover=${intake.drag} @dragleave=${intake.drag} @drop=${intake.drop}>
      ${this.recipientRow()} ${this.groupRow()} ${aboutRow(this.about || this.contextLabel)} ${this.form.errorLine("context")} ${this.help()} ${this.notice()}
      ${this.canMention ? html`<proserva-mentions .api=${this.api} .thread=${this.thread} .me=${config?.me.username ?? ""}></proserva-mentions>` : nothing}
      <div class="box ${errors.body ? "bad" : ""} ${hovering ? "over" : ""}">${this.area()}${fileList(uploads, () => this.find("textarea")?.focus())}${this.bar()}</div>
      ${this.form.errorLine("body")} ${filesError} ${this.form.errorLine("attachments")}
      ${this.form.notice()} ${hint(this.noFiles ? null : config?.attachments)}
    </form>`;
  }
}

// The form controller of messages, broadcasts and announcements: fields and their errors, files, a draft, and an
// idempotent submit.
import { initialState, Task } from "@lit/task/task.js";
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { type Api, ApiError, errorText } from "../shell/api";
import { gettext, ngettext } from "../shell/i18n";
import { Online } from "../shell/presence";
import { loaded } from "../shell/states";
import type { Config, Fields } from "../shell/types";
import { attemptFor, type Draft, DraftKeeper } from "./drafts";
import { textLength } from "./markdown";
import { fileIntake, Uploads } from "./uploads";

export interface FormOptions<C extends Draft> {
  /** The form is loaded again when one of these changes. */
  args: () => readonly unknown[];
  /**
   * Fetches what the form needs. Return a function that fills it, which is not called if `args` have changed meanwhile;
   * nothing if the element has no course yet.
   */
  load: () => Promise<(() => C) | null>;
  /** The form is filled. */
  filled?: () => void;
  /** The fields whose errors are shown beside them, in their order; errors of others are shown above the button. */
  fields: () => string[];
  /** The selector of what takes the focus if a field has an error. */
  target: (field: string) => string;
  /** The content of a new form; `sent` is what was sent just before. */
  empty: (sent?: C) => C;
  /** Whether the content is worth a draft. */
  keeps: (content: C) => boolean;
  client: () => Api;
  /** The course that files are uploaded for. */
  course: () => Promise<string>;
  takesFiles?: () => boolean;
  /** The content has changed. */
  edited?: () => void;
  /** The server refused, and the form shows why. */
  refused?: (error: unknown) => Promise<void>;
}

type Host = ReactiveControllerHost & { renderRoot: ParentNode };

export class Form<C extends Draft> {
  content: C;
  config: Config | null = null;
  errors: Fields = {};
  /** The error of no field. */
  problem = "";
  /** The running action; empty while the form can be edited and sent. */
  busy = "";
  /** Files are being dragged over it. */
  hovering = false;

  readonly uploads: Uploads;
  readonly draft: DraftKeeper<C>;
  readonly online: Online;
  private readonly loading: Task<readonly unknown[], true>;
  readonly intake = fileIntake(
    (files) => this.uploads.add(files),
    () => !this.busy && (this.options.takesFiles?.() ?? true),
    (hovering) => this.set({ hovering }),
  );

  constructor(
    private readonly host: Host,
    private readonly options: FormOptions<C>,
  ) {
    const { client, course, empty, keeps } = options;
    this.content = empty();
    const around = () => ({ api: client(), limits: this.config?.attachments ?? null, course });
    this.uploads = new Uploads(host, around, () => this.edit({}, "attachments"));
    this.draft = new DraftKeeper(host, () => {
      const content = { ...this.content, attachments: this.uploads.attachments };
      return keeps(content) ? content : null;
    });
    this.online = new Online(host);
    this.loading = new Task(host, { args: () => options.args(), task: (_args, { signal }) => this.load(signal) });
  }

  private async load(signal: AbortSignal): Promise<true | typeof initialState> {
    this.draft.flush();
    const fill = await this.options.load();
    if (!fill) return initialState;
    if (!signal.aborted) {
      const content = fill();
      this.uploads.restore(content.attachments);
      this.set({ content, errors: {}, problem: "" });
      this.options.filled?.();
    }
    return true;
  }

  /** The draft kept under this name, if there is one; the form saves its own there from now on. */
  take(config: Config, scope: string): C | null {
    this.set({ config });
    return this.draft.take(config.me.username, scope);
  }

  /** Changes the content; the errors of `fields` are cleared, and the draft is saved soon. */
  edit(changes: Partial<C>, ...fields: string[]): void {
    const errors = Object.fromEntries(Object.entries(this.errors).filter(([field]) => !fields.includes(field)));
    this.set({ content: { ...this.content, ...changes }, errors });
    this.draft.touch();
    this.options.edited?.();
  }

  get files(): number[] {
    return this.uploads.attachments.map(({ id }) => id);
  }

  /**
   * Shows the mistakes. Return whether no field has an error, as `has` decides; else the focus goes to the first error.
   */
  check(mistakes: Fields, has?: (field: string) => boolean): boolean {
    const errors = Object.fromEntries(Object.entries(mistakes).filter(([, texts]) => texts.length));
    this.set({ errors, problem: "" });
    return !this.toFirstError(has);
  }

  /**
   * Does one thing at a time. If it fails, all stays as it was, with the errors beside their fields. Return whether it
   * was done.
   */
  async run(busy: string, work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.set({ busy, problem: "" });
    try {
      await work();
      return true;
    } catch (error) {
      this.refuse(error);
      await this.options.refused?.(error);
      return false;
    } finally {
      this.set({ busy: "" });
    }
  }

  /** The idempotency key for what is sent: the same again for the same payload. Saves the draft with it. */
  keyFor(payload: unknown): string {
    const attempt = attemptFor(payload, this.content.attempt);
    this.set({ content: { ...this.content, attempt } });
    this.draft.flush();
    return attempt.key;
  }

  reset(): void {
    this.set({ content: this.options.empty(this.content), errors: {}, problem: "" });
    this.uploads.clear();
    this.draft.flush();
  }

  /** Shows why the server refused. */
  private refuse(error: unknown): void {
    const errors = error instanceof ApiError ? { ...error.fields } : {};
    const fields = this.options.fields();
    const elsewhere = Object.entries(errors).flatMap(([field, texts]) => (fields.includes(field) ? [] : texts));
    const placed = fields.some((field) => errors[field]);
    this.set({ errors, problem: [placed ? "" : errorText(error), ...elsewhere].join(" ").trim() });
    if (error instanceof ApiError && error.code === "idempotency_key_reused")
      this.set({ content: { ...this.content, attempt: null } });
    this.toFirstError();
  }

  /** Moves the focus to the first field that has an error. Return whether there is one. */
  private toFirstError(has = (field: string) => !!this.errors[field]): boolean {
    const field = this.options.fields().find(has);
    const focus = () => this.host.renderRoot.querySelector<HTMLElement>(this.options.target(field ?? ""))?.focus();
    if (field) void this.host.updateComplete.then(focus);
    return !!field;
  }

  set(changes: Partial<Form<C>>): void {
    Object.assign(this, changes);
    this.host.requestUpdate();
  }

  errorLine(field: string): TemplateResult | typeof nothing {
    return errorLine(field, this.errors[field]);
  }

  /** Why it cannot be sent: offline first, as nothing else can be done about the rest then. If it can be, `word`. */
  notice(word = ""): TemplateResult | typeof nothing {
    const bad = this.online.now ? this.problem : gettext("You are offline. Your draft is kept.");
    if (!bad && !word) return nothing;
    const { problem } = this;
    return html`<p class="notice ${problem ? "bad" : ""}" role=${problem ? "alert" : "status"}>${bad || word}</p>`;
  }

  /** The placeholder until the form is loaded. */
  waiting(lines: number): TemplateResult | null {
    return loaded(this.loading, lines, () => null);
  }

  /** The text on the button that sends. */
  label(idle: string, busy: string): string {
    return this.busy === "send" ? busy : this.uploads.busy ? gettext("Uploading…") : idle;
  }
}

/** The errors of a field, beside it; the field names this in `aria-describedby`. */
export function errorLine(field: string, texts: string[] | undefined): TemplateResult | typeof nothing {
  return texts?.length ? html`<p class="error" id="${field}-error" role="alert">${texts.join(" ")}</p>` : nothing;
}

/** Without a limit, no text is too long. */
export function tooLong(text: string, limit: number | undefined): string[] {
  const over = limit ? textLength(text) - limit : 0;
  return over > 0
    ? [ngettext("This is %(count)s character too long.", "This is %(count)s characters too long.", over)]
    : [];
}

export function failedFiles(uploads: Uploads): string[] {
  return uploads.failed ? [gettext("A file could not be uploaded. Retry or remove it.")] : [];
}

// A paged list: reload, refresh, next page, placeholder and errors.
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import { errorText } from "./api";
import { gettext } from "./i18n";
import { failed, loading } from "./states";
import type { Page } from "./types";

interface ListingOptions<T, P extends Page<T>> {
  /** Fetches a page; without a cursor, the first one. */
  fetch: (cursor: string | null) => Promise<P>;
  key: (item: T) => unknown;
  /** The place of an item, for lists that are refreshed: the newest and largest is first. By default its key. */
  place?: (item: T) => number | string;
  /** Whether an item stays although a refresh did not return it. */
  keeps?: (item: T) => boolean;
  /** A page has come; `first` if it starts the list. */
  added?: (page: P, first: boolean) => void | Promise<void>;
  /** The selector of what takes the focus in the rows, as "Load more" is gone after the last page. */
  rows: string;
}

export class Listing<T, P extends Page<T> = Page<T>> {
  items: T[] | null = null;
  cursor: string | null = null;
  /** Why the list could not be loaded. */
  error: unknown = null;
  /** Why it could not be continued. */
  problem = "";
  /** The items answer an earlier question. */
  stale = false;
  busy = false;
  /** More than the first page was asked for. */
  private deep = false;
  private loads = 0;
  private asked = 0;

  constructor(
    private readonly host: ReactiveControllerHost & { renderRoot: ParentNode },
    private readonly options: ListingOptions<T, P>,
  ) {}

  /** Loads the first page in place of all that is listed, as after another question. */
  async load(): Promise<void> {
    this.loads += 1;
    this.deep = false;
    this.set({ error: null, problem: "", stale: true, busy: false });
    await this.refresh().catch(() => undefined);
  }

  /**
   * Loads the first page again; later pages stay. An answer that a later call has overtaken is dropped. Raises the
   * error, for a `Poller`; it is shown if nothing is listed.
   */
  async refresh(): Promise<void> {
    const call = (this.asked += 1);
    try {
      const page = await this.options.fetch(null);
      if (call !== this.asked) return;
      this.set({ items: this.merged(page.results), stale: false, error: null });
      if (!this.deep) this.set({ cursor: page.next_cursor });
      await this.options.added?.(page, true);
    } catch (error) {
      if (call === this.asked && (this.stale || !this.items)) this.set({ error, items: null });
      throw error;
    }
  }

  /** The first page as it is now, over the later ones as they were. */
  private merged(fresh: T[]): T[] {
    if (this.stale || !this.items) return fresh;
    const { key, keeps, place = key as (item: T) => number } = this.options;
    const known = new Set(fresh.map(key));
    const last = fresh[fresh.length - 1];
    const isLater = (item: T) => this.deep && last !== undefined && place(item) <= place(last);
    return [...fresh, ...this.items.filter((item) => !known.has(key(item)) && (isLater(item) || keeps?.(item)))];
  }

  /** Loads the next page. */
  readonly more = async (): Promise<void> => {
    const call = this.loads;
    this.deep = true;
    this.set({ busy: true, problem: "" });
    try {
      const page = await this.options.fetch(this.cursor);
      if (call === this.loads) await this.add(page);
    } catch (error) {
      if (call === this.loads) this.set({ problem: errorText(error) });
    } finally {
      if (call === this.loads) this.set({ busy: false });
    }
  };

  private async add(page: P): Promise<void> {
    const { key, added, rows } = this.options;
    const before = this.items ?? [];
    const known = new Set(before.map(key));
    this.set({ items: [...before, ...page.results.filter((item) => !known.has(key(item)))], cursor: page.next_cursor });
    await added?.(page, false);
    await this.host.updateComplete;
    // The button that was pressed is gone.
    if (!this.cursor) this.host.renderRoot.querySelectorAll<HTMLElement>(rows)[before.length]?.focus();
  }

  /** Changes one item in place. */
  replace(changed: T): void {
    const { key } = this.options;
    this.set({ items: this.items?.map((item) => (key(item) === key(changed) ? changed : item)) ?? null });
  }

  set(changes: Partial<Listing<T, P>>): void {
    Object.assign(this, changes);
    this.host.requestUpdate();
  }

  /** The placeholder until the list is loaded. */
  waiting(lines: number): TemplateResult | null {
    if (this.error) return failed(errorText(this.error), () => void this.load());
    return this.items ? null : loading(lines);
  }

  /** Under the list: what went wrong, and the way to the next page. */
  foot(): TemplateResult {
    const label = this.busy ? gettext("Loading…") : gettext("Load more");
    return html`${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      ${
        this.cursor
          ? html`<button type="button" class="quiet more" ?disabled=${this.busy || this.stale} @click=${this.more}>${label}</button>`
          : nothing
      }`;
  }
}

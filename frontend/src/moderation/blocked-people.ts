// The people that I have blocked, in the settings.
import { css, html, nothing, type TemplateResult } from "lit";
import { notify, Requests } from "../people/panel";
import { avatar, personName } from "../people/people";
import type { Api } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { Listing } from "../shell/listing";
import type { Block, Page } from "../shell/types";

/** Unblocks a person, page by page of the blocks. */
export async function unblockByName(api: Api, username: string): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: Page<Block> = await api.get("blocks/", { cursor });
    const found = page.results.find(({ person }) => person?.username === username);
    if (found) return void (await api.remove(`blocks/${found.id}/`));
    cursor = page.next_cursor;
  } while (cursor);
}

/** Internal. Shows nothing while no one is blocked. Emits `unblocked`. */
export class BlockedPeople extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      h3 { margin-block-end: 8px; font-size: var(--fs); font-weight: 700; color: inherit; }
      h3:focus { outline: none; }
      li { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center; padding-block: 8px; }
      li + li { border-block-start: 1px solid var(--line); }
      .avatar { inline-size: 36px; block-size: 36px; font-size: 13px; }
      .name { flex: 1; min-inline-size: 0; font-weight: 600; }
    `,
  ];

  private readonly requests = new Requests(this);
  private readonly list: Listing<Block> = new Listing<Block>(this, {
    fetch: (cursor) => this.client.get<Page<Block>>("blocks/", { cursor }),
    key: ({ id }) => id,
    rows: "li button",
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.list.load();
  }

  private async unblock({ id }: Block): Promise<void> {
    const done = await this.requests.run(String(id), async () => {
      await this.client.remove(`blocks/${id}/`);
      this.list.set({ items: this.list.items?.filter((each) => each.id !== id) ?? null });
    });
    if (!done) return;
    notify(this, "unblocked");
    await this.updateComplete;
    this.find("h3")?.focus();
  }

  private row(block: Block): TemplateResult {
    const name = personName(block.person);
    return html`<li>
      ${avatar(block.person, (url) => this.client.resolve(url))}
      <span class="name" dir="auto">${name}</span>
      <button type="button" class="outline" aria-label=${gettext("Unblock %(name)s", { name })} ?disabled=${!!this.requests.busy} @click=${() => void this.unblock(block)}>
        ${gettext("Unblock")}
      </button>
      ${this.requests.error(String(block.id))}
    </li>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { items } = this.list;
    if (!items?.length) return nothing;
    return html`<section aria-labelledby="blocked">
      <h3 id="blocked" tabindex="-1">${gettext("Blocked people")}</h3>
      <ul>${items.map((each) => this.row(each))}</ul>
      ${this.list.foot()}
    </section>`;
  }
}

// An element whose view is in the second script: it brings that, shows that it comes or does not, and hands its properties on.
import { nothing, type PropertyDeclarations, type PropertyValues } from "lit";
import { state } from "lit/decorators.js";
import { errorText } from "../api";
import { loadMore } from "../load-more";
import { ProservaElement } from "./base";
import { failed, loading } from "./states";

type Properties = Record<PropertyKey, unknown>;

/** How an element is there: as the thing that its place is for; or as an extra, of whose coming or failing nothing is told; or not at all. */
export type Manner = "main" | "extra" | "absent";

class Lazy extends ProservaElement {
  protected static handed = ["api"];
  protected static mannerOf: (element: Properties) => Manner = () => "main";

  @state() private view: HTMLElement | null = null;
  @state() private error: unknown = null;

  override connectedCallback(): void {
    super.connectedCallback();
    const back = () => this.error && void this.load();
    window.addEventListener("online", back);
    this.whileConnected(() => window.removeEventListener("online", back));
  }

  protected override willUpdate(changed: PropertyValues): void {
    // On the first update too; not before, as a framework may set attributes after it made the element.
    if (!this.view && changed.has("api") && this.manner !== "absent") void this.load();
    if (this.view) this.hand(this.view);
  }

  private get manner(): Manner {
    return (this.constructor as typeof Lazy).mannerOf(this as unknown as Properties);
  }

  /** Without delay where the script is there already. */
  private async load(): Promise<void> {
    const { api } = this;
    const name = `${this.localName}-view`;
    this.error = null;
    try {
      if (!customElements.get(name)) await loadMore(this.client);
      if (api !== this.api || this.view) return;
      // It ran and does not know the element, as when the site was upgraded after this page was opened.
      if (!customElements.get(name)) throw new Error(`no ${name}`);
      this.view = document.createElement(name);
    } catch (error) {
      if (api === this.api) this.error = error;
    }
  }

  private hand(view: HTMLElement): void {
    const { handed } = this.constructor as typeof Lazy;
    for (const name of handed) (view as unknown as Properties)[name] = (this as unknown as Properties)[name];
  }

  protected override render(): unknown {
    if (this.manner !== "main") return this.view ?? nothing;
    if (this.error) return failed(errorText(this.error), () => void this.load());
    return this.view ?? loading(8);
  }
}

/** The class of an element `<proserva-x>` that shows `<proserva-x-view>` and hands it these properties, declared as Lit has them. */
export function lazy(properties: PropertyDeclarations = {}, mannerOf?: (element: Properties) => Manner): CustomElementConstructor {
  return class extends Lazy {
    static override properties = properties;
    protected static override mannerOf = mannerOf ?? Lazy.mannerOf;
    protected static override handed = [...Lazy.handed, ...Object.keys(properties)];
  };
}

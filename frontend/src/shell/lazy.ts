// An element whose view is in the second script: it loads that once, shows that it comes or does not, and hands its
// properties on.
import { initialState, Task } from "@lit/task/task.js";
import { nothing, type PropertyDeclarations } from "lit";
import { type Api, getConfig, unreachable } from "./api";
import { ProservaElement } from "./base";
import { loaded } from "./states";

type Properties = Record<PropertyKey, unknown>;

/**
 * How an element is shown: as the main content of its place; as an extra, which shows no loading or error state; or not
 * at all.
 */
export type Mode = "main" | "extra" | "absent";

class Lazy extends ProservaElement {
  protected static forwarded = ["api"];
  protected static modeOf: (element: Properties) => Mode = () => "main";

  private readonly view: Task<readonly [boolean, Api], HTMLElement> = new Task(this, {
    args: () => [this.mode === "absent", this.client] as const,
    // Once made it stays, as what was written in it.
    task: ([absent]) => this.view.value ?? (absent ? initialState : this.make()),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const back = () => this.view.error && void this.view.run();
    window.addEventListener("online", back);
    this.whileConnected(() => window.removeEventListener("online", back));
  }

  protected override willUpdate(): void {
    if (this.view.value) this.forward(this.view.value);
  }

  private get mode(): Mode {
    return (this.constructor as typeof Lazy).modeOf(this as unknown as Properties);
  }

  private async make(): Promise<HTMLElement> {
    const name = `${this.localName}-view`;
    if (!customElements.get(name)) await loadSecondScript(this.client);
    // It ran and does not know the element, as when the site was upgraded after this page was opened.
    if (!customElements.get(name)) throw new Error(`no ${name}`);
    return document.createElement(name);
  }

  private forward(view: HTMLElement): void {
    const { forwarded } = this.constructor as typeof Lazy;
    for (const name of forwarded) (view as unknown as Properties)[name] = (this as unknown as Properties)[name];
  }

  protected override render(): unknown {
    const { value } = this.view;
    return value ?? (this.mode === "main" ? loaded(this.view, 8, () => nothing) : nothing);
  }
}

/**
 * The class of an element `<proserva-x>` that shows `<proserva-x-view>` and hands it these properties, declared as Lit
 * has them.
 */
export function lazy(
  properties: PropertyDeclarations = {},
  modeOf?: (element: Properties) => Mode,
): CustomElementConstructor {
  return class extends Lazy {
    static override properties = properties;
    protected static override modeOf = modeOf ?? Lazy.modeOf;
    protected static override forwarded = [...Lazy.forwarded, ...Object.keys(properties)];
  };
}

const arriving = new Map<string, Promise<void>>();

/** Resolves when the script has run. A failure, an `ApiError`, is not remembered, so the next one tries again. */
export async function loadSecondScript(api: Api): Promise<void> {
  // Only the server knows the name: static files may have a hash in theirs.
  const { more_url: address } = await getConfig(api);
  if (!address) throw unreachable();
  const url = api.resolve(address);
  const script = arriving.get(url) ?? run(url);
  arriving.set(url, script);
  script.catch(() => arriving.delete(url));
  return script;
}

function run(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(unreachable());
    };
    script.src = url;
    document.head.append(script);
  });
}

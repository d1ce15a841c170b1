// A page for the tests: elements, a server, and the visibility of the page.
import "../index";
import "../more";
import { afterEach, vi } from "vitest";
import { FakeServer } from "./server";
import { fakeXhr } from "./xhr";

let observers: FakeIntersections[] = [];
let inView = true;

class FakeIntersections {
  private readonly targets: Element[] = [];

  constructor(private readonly callback: IntersectionObserverCallback) {
    observers.push(this);
  }

  observe(target: Element): void {
    this.targets.push(target);
    this.notify();
  }

  disconnect(): void {
    this.targets.length = 0;
  }

  notify(): void {
    const entries = this.targets.map((target) => ({ target, isIntersecting: inView }) as IntersectionObserverEntry);
    if (entries.length) this.callback(entries, this as unknown as IntersectionObserver);
  }
}

/** Scrolls everything into or out of the window. */
export function setInView(value: boolean): void {
  inView = value;
  observers.forEach((observer) => observer.notify());
}

/** Puts the page in front or behind others. */
export function setVisible(value: boolean): void {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(value ? "visible" : "hidden");
  document.dispatchEvent(new Event("visibilitychange"));
}

export function setOnline(value: boolean): void {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(value);
  window.dispatchEvent(new Event(value ? "online" : "offline"));
}

/** A server that answers the elements of this test. */
export function serve(): FakeServer {
  const server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
  vi.stubGlobal("XMLHttpRequest", fakeXhr(server));
  vi.stubGlobal("IntersectionObserver", FakeIntersections);
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("visible");
  document.cookie = "csrftoken=token-1";
  return server;
}

/** Lets everything that waits for answers or for rendering come to rest. */
export async function settle(): Promise<void> {
  if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(1);
  else for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Puts an element on the page; `text` and others look into it. */
export async function mount<E extends HTMLElement>(name: string, attributes: Record<string, string>): Promise<E> {
  const element = document.createElement(name) as E;
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  document.body.append(element);
  await settle();
  return element;
}

/** All elements below, through shadow roots. */
export function all<E extends Element = HTMLElement>(root: Element | ShadowRoot, selector: string): E[] {
  const inside = root instanceof Element ? root.shadowRoot : root;
  const found = [...(inside ?? root).querySelectorAll<E>(selector)];
  const deeper = [...(inside ?? root).querySelectorAll("*")].filter((each) => each.shadowRoot);
  return [...found, ...deeper.flatMap((each) => all<E>(each, selector))];
}

export function one<E extends Element = HTMLElement>(root: Element, selector: string): E {
  const [found] = all<E>(root, selector);
  if (!found) throw new Error(`no ${selector} in ${root.tagName}`);
  return found;
}

/** The button of that name, by its label or what stands on it. */
export function button(root: Element, name: string): HTMLButtonElement {
  const found = all<HTMLButtonElement>(root, "button").find(
    (each) => (each.getAttribute("aria-label") ?? words(each)) === name,
  );
  if (!found) throw new Error(`no button "${name}"`);
  return found;
}

export function hasButton(root: Element, name: string): boolean {
  return all(root, "button").some((each) => (each.getAttribute("aria-label") ?? words(each)) === name);
}

function words(element: Element): string {
  return (element.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** The visible text of an element. */
export function text(root: Element): string {
  const shadow = root.shadowRoot;
  const parts = [...(shadow ?? root).childNodes].map((node) => {
    if (node instanceof HTMLStyleElement || node.nodeType === Node.COMMENT_NODE) return "";
    if (node instanceof HTMLSlotElement) return slotted((node.getRootNode() as ShadowRoot).host, node.name);
    return node instanceof Element ? text(node) : (node.textContent ?? "");
  });
  return parts.join(" ").replace(/\s+/g, " ").trim();
}

/** The visible text of a slot. */
function slotted(host: Element, name: string): string {
  const inside = [...host.childNodes].filter(
    (node) => (node instanceof Element ? node.slot : "") === name && node.nodeType !== Node.COMMENT_NODE,
  );
  return inside.map((node) => (node instanceof Element ? text(node) : (node.textContent ?? ""))).join(" ");
}

export async function type(area: HTMLInputElement | HTMLTextAreaElement, value: string): Promise<void> {
  area.value = value;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  await settle();
}

export async function press(target: Element, key: string, options: KeyboardEventInit = {}): Promise<void> {
  target.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...options }),
  );
  await settle();
}

export async function click(target: HTMLElement): Promise<void> {
  target.click();
  await settle();
}

afterEach(() => {
  document.body.replaceChildren();
  observers = [];
  inView = true;
  localStorage.clear();
  history.replaceState(null, "", "/");
  vi.useRealTimers();
});

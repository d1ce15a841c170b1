// The events by which elements that know nothing of each other work together.

export interface Place {
  thread: number;
  message: number | null;
  course?: string;
}

export interface EventDetails {
  /** Public, bubbling: a message was sent. */
  "proserva-sent": { thread: number; message: number };
  /** Public, bubbling: messages of a thread were read; or announcements, where the thread is 0. */
  "proserva-read": { thread: number };
  /** Public, bubbling: an element has changed its height. */
  "proserva-resize": { height: number };
  /** On window, cancelable: somebody wants to see this; whoever shows it prevents the page from being left. */
  "proserva-open": Place;
  /** On window, cancelable: this has just arrived; whoever shows it already makes a toast needless. */
  "proserva-arrived": Place;
  /** On window: stars, archive or mute of a thread have changed. */
  "proserva-state": { thread: number; starred: boolean; archived: boolean; muted: boolean };
}

type Name = keyof EventDetails;

/** Tells the whole page; false where somebody has taken charge of it. */
export function tellPage<N extends Name>(name: N, detail: EventDetails[N]): boolean {
  return window.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));
}

/** Listens to the whole page, and answers how to stop. */
export function onPage<N extends Name>(name: N, listener: (event: CustomEvent<EventDetails[N]>) => void): () => void {
  const listen = listener as (event: Event) => void;
  window.addEventListener(name, listen);
  return () => window.removeEventListener(name, listen);
}

// The events by which elements that know nothing of each other work together.

export interface MessageTarget {
  thread: number;
  message: number | null;
  course?: string;
}

export interface EventDetails {
  /** Public, bubbling: a message was sent. */
  "proserva-sent": { thread: number; message: number };
  /** Public, bubbling: messages of a thread were read; for announcements, the thread is 0. */
  "proserva-read": { thread: number };
  /** Public, bubbling: an element has changed its height. */
  "proserva-resize": { height: number };
  /**
   * On window, cancelable: a request to show this. The element that shows it cancels the event, so that the link is not
   * followed.
   */
  "proserva-open": MessageTarget;
  /**
   * On window, cancelable: this has just arrived. An element that already shows it cancels the event, so that no toast
   * appears.
   */
  "proserva-arrived": MessageTarget;
  /** On window: stars, archive or mute of a thread have changed. */
  "proserva-state": { thread: number; starred: boolean; archived: boolean; muted: boolean };
}

type Name = keyof EventDetails;

/** Dispatches an event on the window. Return false if an element handled it. */
export function dispatchOnPage<N extends Name>(name: N, detail: EventDetails[N]): boolean {
  return window.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));
}

/** Listens on the window. Return a function that stops it. */
export function onPage<N extends Name>(name: N, listener: (event: CustomEvent<EventDetails[N]>) => void): () => void {
  const listen = listener as (event: Event) => void;
  window.addEventListener(name, listen);
  return () => window.removeEventListener(name, listen);
}

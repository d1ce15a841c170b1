// Following a link to a message: in this page where an inbox is on it, else as any link.
import { tellPage } from "../events";
import type { Notification } from "../types";

/** Whether somebody on this page has opened it; the browser follows the link otherwise. */
export function openHere(event: MouseEvent, item: Notification): boolean {
  // Those who ask for a new tab get one.
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button > 0) return false;
  const taken = !tellPage("proserva-open", { thread: item.thread, message: item.message, course: item.course.id });
  if (taken) event.preventDefault();
  return taken;
}

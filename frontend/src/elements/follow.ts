// What the bell announces: in words, and followed in this page where an inbox is on it, else as any link.
import { tellPage } from "../events";
import { gettext } from "../i18n";
import { personName } from "../people";
import type { Notification } from "../types";

/** Whether somebody on this page has opened it; the browser follows the link otherwise. */
export function openHere(event: MouseEvent, item: Notification): boolean {
  // No inbox shows an announcement.
  if (item.announcement !== null) return false;
  // Those who ask for a new tab get one.
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button > 0) return false;
  const taken = !tellPage("proserva-open", { thread: item.thread, message: item.message, course: item.course.id });
  if (taken) event.preventDefault();
  return taken;
}

/** The first words of it; what has a title, as an announcement or what went to many, begins with that. */
export function firstWords({ preview, thread_title: title }: Notification): string {
  return title ? gettext("%(title)s: %(preview)s", { title, preview }) : preview;
}

/** Over a toast. */
export function arrivalTitle({ announcement, course, sender }: Notification): string {
  if (announcement !== null) return gettext("New announcement in %(course)s", { course: course.name });
  return gettext("New message from %(name)s", { name: personName(sender) });
}

// Notifications in words, and how they are followed: in this page if an inbox is on it, else as a link.
import { personName } from "../people/people";
import { dispatchOnPage } from "../shell/events";
import { gettext } from "../shell/i18n";
import type { Notification } from "../shell/types";

/** Whether an element on this page opened it; if not, the browser follows the link. */
export function openHere(event: MouseEvent, item: Notification): boolean {
  // No inbox shows an announcement.
  if (item.announcement !== null) return false;
  // Those who ask for a new tab get one.
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button > 0) return false;
  const taken = !dispatchOnPage("proserva-open", {
    thread: item.thread,
    message: item.message,
    course: item.course.id,
  });
  if (taken) event.preventDefault();
  return taken;
}

/** Whose it is and what for: `Ines mentioned you · Study group`. */
export function newsTitle({ sender, mentions_me: mentioned, thread_title: title }: Notification): string {
  const name = personName(sender);
  const words = mentioned ? gettext("%(name)s mentioned you", { name }) : name;
  return title ? `${words} · ${title}` : words;
}

/** Over a toast. */
export function arrivalTitle(item: Notification): string {
  if (item.announcement !== null) return gettext("New announcement in %(course)s", { course: item.course.name });
  const plain = !item.mentions_me && !item.event && !item.thread_title;
  return plain ? gettext("New message from %(name)s", { name: personName(item.sender) }) : newsTitle(item);
}

/** In a toast: under the name of its course, an announcement begins with its title. */
export function firstWords({ announcement, preview, thread_title: title }: Notification): string {
  return announcement !== null && title ? gettext("%(title)s: %(preview)s", { title, preview }) : preview;
}

// Stars, archive and mute: shown at once, taken back where the server refuses.
import { type Api, errorText } from "../api";
import { tellPage } from "../events";
import { gettext } from "../i18n";
import type { Thread, ThreadState } from "../types";

function tell(thread: Thread, { starred, archived, muted }: ThreadState): void {
  tellPage("proserva-state", { thread: thread.id, starred, archived, muted });
}

/** Turns one of them over. All elements of the page that show the thread hear of it; answers what went wrong. */
export async function toggle(api: Api, thread: Thread, key: keyof ThreadState): Promise<string> {
  const { starred, archived, muted } = thread;
  const before = { starred, archived, muted };
  const wanted = { ...before, [key]: !before[key] };
  tell(thread, wanted);
  try {
    tell(thread, await api.patch<ThreadState>(`threads/${thread.id}/state/`, { [key]: wanted[key] }));
    return "";
  } catch (error) {
    tell(thread, before);
    return gettext("That could not be saved. %(reason)s", { reason: errorText(error) });
  }
}

// What can be known to be wrong with a message before the server is asked.
import { gettext, ngettext } from "../i18n";
import { textLength } from "../markdown";
import type { Fields } from "../types";
import type { Uploads } from "../uploads";

interface Written {
  body: string;
  uploads: Uploads;
  /** 0 where none is known. */
  limit: number;
  nobody: boolean;
}

export function mistakesIn({ body, uploads, limit, nobody }: Written): Fields {
  const mistakes: Fields = {};
  const over = limit ? textLength(body) - limit : 0;
  if (over > 0) {
    mistakes.body = [ngettext("This is %(count)s character too long.", "This is %(count)s characters too long.", over)];
  }
  if (!body.trim() && !uploads.items.length) mistakes.body = [gettext("Write a message or attach a file.")];
  if (nobody) mistakes.recipients = [gettext("Choose whom to write to.")];
  if (uploads.failed) mistakes.attachments = [gettext("A file could not be uploaded. Try it again or remove it.")];
  return mistakes;
}

// One announcement: its text, author, times and files, and the actions of the course team.
import { html, nothing, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { avatar, personName } from "../people/people";
import { fileItem } from "../shell/files";
import { gettext } from "../shell/i18n";
import { dateTime, fullTime } from "../shell/time";
import { type Announcement, isOut } from "./announcement";
import { pinIcon, stateName, timeWords } from "./words";

export interface CardOptions {
  resolve: (url: string) => string;
  /** Unread when it came: marked as new as long as this is looked at. */
  isNew: boolean;
  /** The delete confirmation is open. */
  asking: boolean;
  busy: boolean;
  problem: string;
  edit: () => void;
  change: (changes: Record<string, unknown>) => void;
  ask: (asking: boolean) => void;
  remove: () => void;
}

function chip(words: string, kind = "", icon: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<span class="state-chip ${kind}">${icon}${words}</span>`;
}

function chips({ can_edit: team, pinned, state }: Announcement, isNew: boolean): TemplateResult {
  return html`<div class="chips">
    ${isNew ? chip(gettext("New"), "new") : nothing} ${pinned ? chip(gettext("Pinned"), "", pinIcon) : nothing}
    ${team ? chip(stateName(state), state === "published" ? "good" : "") : nothing}
  </div>`;
}

function byline(announcement: Announcement, resolve: CardOptions["resolve"]): TemplateResult {
  const { author, edited, publish_at: at } = announcement;
  const facts = timeWords(announcement).map((words) => html`<bdi>${words}</bdi>`);
  const mark = edited
    ? [
        html`<time datetime=${edited} title=${fullTime(edited)}>${gettext("Edited on %(time)s", { time: dateTime(edited) })}</time>`,
      ]
    : [];
  return html`<div class="who">
    ${avatar(author, resolve)}
    <div>
      <div><strong dir="auto">${personName(author)}</strong></div>
      <div title=${at ? fullTime(at) : nothing}>${[...facts, ...mark].map((fact, index) => html`${index ? " · " : nothing}${fact}`)}</div>
    </div>
  </div>`;
}

/** Publishing, or taking down, whichever is next. */
function turn({ state }: Announcement, { busy, change }: CardOptions): TemplateResult | typeof nothing {
  const button = (words: string, published: boolean) =>
    html`<button type="button" class="quiet" ?disabled=${busy} @click=${() => change({ published })}>${words}</button>`;
  switch (state) {
    case "draft":
      return button(gettext("Publish now"), true);
    case "scheduled":
      return html`${button(gettext("Publish now"), true)}${button(gettext("Move to drafts"), false)}`;
    case "published":
      return button(gettext("Unpublish"), false);
    case "unpublished":
      return button(gettext("Publish again"), true);
    case "expired":
      return nothing;
  }
}

function tools(announcement: Announcement, options: CardOptions): TemplateResult {
  const { title, pinned } = announcement;
  const { busy, change } = options;
  const pin = pinned ? gettext("Unpin") : gettext("Pin to the top");
  return html`<div class="tools" role="group" aria-label=${gettext("Actions for “%(title)s”", { title })}>
    <button type="button" class="quiet" data-edit=${announcement.id} ?disabled=${busy} @click=${options.edit}>${gettext("Edit")}</button>
    <button type="button" class="quiet" ?disabled=${busy} @click=${() => change({ pinned: !pinned })}>${pin}</button>
    ${turn(announcement, options)}
    <button type="button" class="quiet away" data-delete=${announcement.id} ?disabled=${busy} @click=${() => options.ask(true)}>${gettext("Delete")}</button>
  </div>`;
}

/** The last question before it is gone. */
function confirmDelete(announcement: Announcement, { ask, busy, remove }: CardOptions): TemplateResult {
  const words = isOut(announcement)
    ? gettext(
        "Delete this for everyone? Its notifications are removed, and emails that are still waiting are not sent.",
      )
    : gettext("Delete this? This can't be undone.");
  return html`<div class="notice sure" role="alertdialog" aria-labelledby="sure-${announcement.id}">
    <p id="sure-${announcement.id}">${words}</p>
    <button type="button" class="away" data-sure ?disabled=${busy} @click=${remove}>${gettext("Delete permanently")}</button>
    <button type="button" class="quiet" ?disabled=${busy} @click=${() => ask(false)}>${gettext("Cancel")}</button>
  </div>`;
}

export function announcementCard(announcement: Announcement, options: CardOptions): TemplateResult {
  const { attachments, body_html: body, can_edit: team, id, pinned, state, title } = announcement;
  const { asking, problem, resolve } = options;
  const classes = `card ${pinned ? "pinned" : ""} ${state === "published" ? "" : "off"}`;
  return html`<article class=${classes} data-id=${id} aria-labelledby="title-${id}">
    <div class="line"><h2 id="title-${id}" tabindex="-1" dir="auto">${title}</h2>${chips(announcement, options.isNew)}</div>
    ${byline(announcement, resolve)}
    <div class="body" dir="auto">${unsafeHTML(body)}</div>
    ${attachments.length ? html`<ul class="files" aria-label=${gettext("Files")}>${attachments.map((each) => fileItem(each, resolve))}</ul>` : nothing}
    ${problem ? html`<p class="notice bad" role="alert">${problem}</p>` : nothing}
    ${team ? (asking ? confirmDelete(announcement, options) : tools(announcement, options)) : nothing}
  </article>`;
}

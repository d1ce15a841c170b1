// The script that pages include, proserva.js: defines the elements, once, however often a page loads it.
import { allDismissed } from "./dismissals";
import { Bell } from "./elements/bell";
import { Compose } from "./elements/compose";
import { Feed } from "./elements/feed";
import { Gradebook } from "./elements/gradebook";
import { Inbox } from "./elements/inbox";
import { lazy } from "./elements/lazy";
import { MessageButton } from "./elements/message-button";
import { PeopleDialog } from "./elements/people-dialog";
import { PeoplePicker } from "./elements/people-picker";
import { PersonButton } from "./elements/person";
import { PostButton } from "./elements/post-button";
import { Preferences } from "./elements/preferences";
import { ReceiptDetails } from "./elements/receipt-details";
import { Thread } from "./elements/thread";
import { ThreadList } from "./elements/thread-list";
import { Toast } from "./elements/toast";
import * as shared from "./shared";

const ELEMENTS: Record<string, CustomElementConstructor> = {
  // Parts come before what they are parts of.
  "proserva-people": PeoplePicker,
  "proserva-toast": Toast,
  "proserva-feed": Feed,
  "proserva-threads": ThreadList,
  "proserva-compose": Compose,
  "proserva-preferences": Preferences,
  "proserva-receipts": ReceiptDetails,
  "proserva-people-dialog": PeopleDialog,
  "proserva-people-panel": lazy({ detail: { attribute: false }, me: { attribute: false } }),
  "proserva-rename": lazy({ detail: { attribute: false } }),
  "proserva-group-options": lazy({ courseId: { attribute: false }, choice: { attribute: false }, people: { attribute: false } }),
  "proserva-thread": Thread,
  "proserva-bell": Bell,
  "proserva-inbox": Inbox,
  "proserva-message-button": MessageButton,
  "proserva-person": PersonButton,
  "proserva-post-button": PostButton,
  "proserva-gradebook": Gradebook,
  // Their views are in the second script, see more.ts.
  "proserva-announcements": lazy(
    { courseId: { attribute: "course-id" }, banner: { type: Boolean }, current: {}, reader: {} },
    // A banner is brought only where it may be one that its reader has not dismissed.
    ({ banner, current, reader }) => (!banner ? "main" : allDismissed(String(reader ?? ""), String(current ?? "")) ? "absent" : "extra"),
  ),
  "proserva-broadcast": lazy({ courseId: { attribute: "course-id" }, place: {} }),
  "proserva-roster": lazy({ courseId: { attribute: "course-id" } }),
};

// Where the second script looks for what it shares with this one.
Object.assign(globalThis, { proservaMessaging: Reflect.get(globalThis, "proservaMessaging") ?? shared });

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

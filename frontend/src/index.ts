// The script that pages include, proserva.js: defines the elements, once, however often a page loads it.
import { allDismissed } from "./announcements/dismissals";
import { Compose } from "./conversations/compose";
import { Inbox } from "./conversations/inbox";
import { MessageButton } from "./conversations/message-button";
import { PostButton } from "./conversations/post-button";
import { ReceiptDialog } from "./conversations/receipt-dialog";
import { Thread } from "./conversations/thread";
import { ThreadList } from "./conversations/thread-list";
import { Bell } from "./notifications/bell";
import { Feed } from "./notifications/feed";
import { Preferences } from "./notifications/preferences";
import { Toast } from "./notifications/toast";
import { Gradebook } from "./people/gradebook";
import { PeopleDialog } from "./people/people-dialog";
import { PeoplePicker } from "./people/people-picker";
import { PersonButton } from "./people/person";
import * as shared from "./shared";
import { lazy } from "./shell/lazy";

const ELEMENTS: Record<string, CustomElementConstructor> = {
  // Parts come before what they are parts of.
  "proserva-people": PeoplePicker,
  "proserva-toast": Toast,
  "proserva-feed": Feed,
  "proserva-threads": ThreadList,
  "proserva-compose": Compose,
  "proserva-settings": lazy({ courseId: { attribute: "course-id" }, courses: { attribute: false } }),
  "proserva-preferences": Preferences,
  "proserva-receipts": ReceiptDialog,
  "proserva-receipt-details": lazy({ message: { attribute: false } }),
  "proserva-report": lazy({ message: { attribute: false } }, () => "extra"),
  "proserva-people-dialog": PeopleDialog,
  "proserva-people-panel": lazy({ detail: { attribute: false }, me: { attribute: false } }),
  "proserva-rename": lazy({ detail: { attribute: false } }),
  "proserva-group-options": lazy({
    courseId: { attribute: false },
    choice: { attribute: false },
    people: { attribute: false },
  }),
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
    // The banner is loaded only if there may be one that its reader has not dismissed.
    ({ banner, current = "", reader = "" }) =>
      !banner ? "main" : allDismissed(reader as string, current as string) ? "absent" : "extra",
  ),
  "proserva-broadcast": lazy({ courseId: { attribute: "course-id" }, place: {} }),
  "proserva-care": lazy({}),
  "proserva-reports": lazy({ courseId: { attribute: "course-id" } }),
  "proserva-roster": lazy({ courseId: { attribute: "course-id" } }),
};

// The second script reads shared exports from here.
Object.assign(globalThis, { proservaMessaging: (Reflect.get(globalThis, "proservaMessaging") as unknown) ?? shared });

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

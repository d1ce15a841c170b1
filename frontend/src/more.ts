// The second script, proserva-more.js: elements that not every page needs, loaded when the first of them is shown.
//
// To add <proserva-thing>:
// 1. write it in src/more/ as <proserva-thing-view>, and define that here. Its imports are ordinary ones; what they name outside src/more/
//    stays in proserva.js, which hands it over: name it in src/shared.ts (the build fails until it is);
// 2. in index.ts, make "proserva-thing" a `lazy` element, and name the properties that it takes for the view.
// Pages and templates of either script then write <proserva-thing> as any other element, and never the view.
import { AnnouncementBanner } from "./more/announcement-banner";
import { AnnouncementForm } from "./more/announcement-form";
import { AnnouncementList } from "./more/announcement-list";
import { AnnouncementsView } from "./more/announcements-view";
import { BROADCAST_ELEMENTS } from "./more/broadcast-elements";
import { RosterView } from "./more/roster";

const VIEWS: Record<string, CustomElementConstructor> = {
  ...BROADCAST_ELEMENTS,
  "proserva-announcement-banner": AnnouncementBanner,
  "proserva-announcement-form": AnnouncementForm,
  "proserva-announcement-list": AnnouncementList,
  "proserva-announcements-view": AnnouncementsView,
  "proserva-roster-view": RosterView,
};

for (const [name, view] of Object.entries(VIEWS)) {
  if (!customElements.get(name)) customElements.define(name, view);
}

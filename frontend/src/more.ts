// The second script, proserva-more.js: elements that not every page needs, loaded when the first of them is shown.
//
// To add <proserva-thing>:
// 1. write it in src/more/ as <proserva-thing-view>, and define that here. Its imports are ordinary ones; what they name outside src/more/
//    stays in proserva.js, which hands it over: name it in src/shared.ts (the build fails until it is);
// 2. in index.ts, make "proserva-thing" a `lazy` element, and name the properties that it takes for the view.
// Pages and templates of either script then write <proserva-thing> as any other element, and never the view.
import { AddPeople } from "./more/add-people";
import { CohortChoice } from "./more/cohort-choice";
import { GroupOptionsView } from "./more/group-options";
import { GroupSettings } from "./more/group-settings";
import { Members } from "./more/members";
import { Mentions } from "./more/mentions";
import { PeoplePanelView } from "./more/people-panel";
import { RenameView } from "./more/rename";
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
  // Parts of views, and what a composer draws in its own tree: with names of their own, as only views need a lazy element around them.
  "proserva-cohort-choice": CohortChoice,
  "proserva-members": Members,
  "proserva-group-settings": GroupSettings,
  "proserva-add-people": AddPeople,
  "proserva-mentions": Mentions,
  "proserva-group-options-view": GroupOptionsView,
  "proserva-people-panel-view": PeoplePanelView,
  "proserva-rename-view": RenameView,
};

for (const [name, view] of Object.entries(VIEWS)) {
  if (!customElements.get(name)) customElements.define(name, view);
}

// The second script, proserva-more.js: elements that not every page needs, loaded when the first of them is shown.
//
// To add <proserva-thing>:
// 1. write it in the folder of its feature as <proserva-thing-view>, and define that here. Its imports are ordinary
//    ones; a module that
//    proserva.js contains stays there: name what is imported from it in shared.ts (the build fails until it is);
// 2. in index.ts, make "proserva-thing" a `lazy` element, and name the properties that it takes for the view.
// Pages and templates of either script then write <proserva-thing> as any other element, and never the view.
import { AnnouncementBanner } from "./announcements/banner";
import { AnnouncementForm } from "./announcements/form";
import { AnnouncementList } from "./announcements/list";
import { AnnouncementsView } from "./announcements/view";
import { BroadcastAudience } from "./broadcasts/audience";
import { BroadcastConfirm } from "./broadcasts/confirm";
import { BroadcastForm } from "./broadcasts/form";
import { BroadcastList } from "./broadcasts/list";
import { BroadcastPreview } from "./broadcasts/preview";
import { BroadcastReport } from "./broadcasts/report";
import { RosterTools } from "./broadcasts/roster-tools";
import { BroadcastStatus } from "./broadcasts/status";
import { BroadcastTemplates } from "./broadcasts/templates";
import { BroadcastView } from "./broadcasts/view";
import { Mentions } from "./conversations/mentions";
import { ReceiptDetailsView } from "./conversations/receipt-details";
import { RenameView } from "./conversations/rename";
import { BlockedPeople } from "./moderation/blocked-people";
import { CareAlerts } from "./moderation/care";
import { ReportDetail } from "./moderation/report-detail";
import { ReportMessage } from "./moderation/report-message";
import { Reports } from "./moderation/reports";
import { ExportView } from "./notifications/export";
import { PreferredNameView } from "./notifications/preferred-name";
import { PrivacyLogView } from "./notifications/privacy-log";
import { SettingsView } from "./notifications/settings";
import { AddPeople } from "./people/add-people";
import { ChosenPeople } from "./people/chosen-people";
import { CohortChoice } from "./people/cohort-choice";
import { GroupOptionsView } from "./people/group-options";
import { GroupSettings } from "./people/group-settings";
import { Members } from "./people/members";
import { PeoplePanelView } from "./people/people-panel";
import { RosterView } from "./people/roster";

const VIEWS: Record<string, CustomElementConstructor> = {
  "proserva-chosen-people": ChosenPeople,
  "proserva-audience": BroadcastAudience,
  "proserva-broadcast-confirm": BroadcastConfirm,
  "proserva-broadcast-preview": BroadcastPreview,
  "proserva-broadcast-templates": BroadcastTemplates,
  "proserva-broadcast-form": BroadcastForm,
  "proserva-broadcast-report": BroadcastReport,
  "proserva-broadcast-status": BroadcastStatus,
  "proserva-broadcast-list": BroadcastList,
  "proserva-broadcast-view": BroadcastView,
  "proserva-roster-tools": RosterTools,
  "proserva-announcement-banner": AnnouncementBanner,
  "proserva-announcement-form": AnnouncementForm,
  "proserva-announcement-list": AnnouncementList,
  "proserva-announcements-view": AnnouncementsView,
  "proserva-roster-view": RosterView,
  "proserva-report-detail": ReportDetail,
  "proserva-report-view": ReportMessage,
  "proserva-blocks-view": BlockedPeople,
  "proserva-reports-view": Reports,
  "proserva-care-view": CareAlerts,
  // Parts of views, and what a composer draws in its own tree: with names of their own, as only views need a lazy
  // element around them.
  "proserva-cohort-choice": CohortChoice,
  "proserva-members": Members,
  "proserva-group-settings": GroupSettings,
  "proserva-add-people": AddPeople,
  "proserva-mentions": Mentions,
  "proserva-group-options-view": GroupOptionsView,
  "proserva-people-panel-view": PeoplePanelView,
  "proserva-export-view": ExportView,
  "proserva-receipt-details-view": ReceiptDetailsView,
  "proserva-rename-view": RenameView,
  "proserva-preferred-name-view": PreferredNameView,
  "proserva-privacy-log-view": PrivacyLogView,
  "proserva-settings-view": SettingsView,
};

for (const [name, view] of Object.entries(VIEWS)) {
  if (!customElements.get(name)) customElements.define(name, view);
}

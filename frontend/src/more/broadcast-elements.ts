// All elements about broadcasts by their names: parts come before what they are parts of.
import { BroadcastView } from "./broadcast";
import { BroadcastAudience } from "./broadcast-audience";
import { BroadcastConfirm } from "./broadcast-confirm";
import { BroadcastForm } from "./broadcast-form";
import { BroadcastList } from "./broadcast-list";
import { BroadcastPreview } from "./broadcast-preview";
import { BroadcastReport } from "./broadcast-report";
import { BroadcastStatus } from "./broadcast-status";
import { BroadcastTemplates } from "./broadcast-templates";
import { ChosenPeople } from "./chosen-people";
import { RosterTools } from "./roster-tools";

export const BROADCAST_ELEMENTS: Record<string, CustomElementConstructor> = {
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
};

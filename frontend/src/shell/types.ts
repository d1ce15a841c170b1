// The names by which the front end knows the shapes of the REST API; schema.d.ts is made of its OpenAPI document.
import type { components } from "./schema";

export type Schemas = components["schemas"];

export type Person = Schemas["Person"];
/** The role of a person in the course. */
export type Role = Person["role"];
export type RecipientPage = Schemas["RecipientPage"];
export type Recipient = Schemas["Recipient"];
/** A person enrolled in the course, as the course team sees them. */
export type Enrolled = Schemas["RosterRow"];
export type Course = Schemas["Course"];
export type SharedCourses = Schemas["SharedCourses"];
export type Cohort = Schemas["Cohort"];

export type Thread = Schemas["Thread"];
export type ThreadDetail = Schemas["ThreadDetail"];
export type LastMessage = Schemas["LastMessage"];
/** The marks of a thread that only the user has. */
export type ThreadState = Schemas["State"];
/** What the broadcast of a thread is to its reader. */
export type ThreadBroadcast = Schemas["BroadcastRef"];
/** A person who is not in the thread has opened it. */
export type Disclosure = Schemas["Disclosure"];
/** The actions on a thread that the user has. */
export type Powers = Schemas["Abilities"];
export type Member = Schemas["Participant"];
/** The history that an added person sees. */
export type History = Schemas["HistoryEnum"];

export type Message = Schemas["Message"];
export type Attachment = Schemas["Attachment"];
export type Context = Schemas["Context"];
export type Receipts = Schemas["ReceiptSummary"];
/** The read receipt and the email status of one recipient. */
export type Receipt = Schemas["Receipt"];

export type Notification = Schemas["Notification"];
export type PrivacyEntry = Schemas["PrivacyEntry"];
export type EmailPreferences = Schemas["Preferences"];
export type EmailChoice = Schemas["EmailEnum"];
/** The state of the user's download. */
export type Export = Schemas["Export"];
export type Config = Schemas["Config"];

export type NotificationPage = Schemas["NotificationPage"];
export type CareAlert = Schemas["CareAlert"];
export type CareAlertPage = Schemas["CareAlertPage"];
export type OpenedMessage = Schemas["OpenedMessage"];
export type SentReport = Schemas["SentReport"];
export type ReportRow = Schemas["ReportRow"];
export type ReportDetails = Schemas["ReportDetail"];
export type ReportReason = ReportRow["reason"];
/** A page of a queue of reports; `open` is the number of all open ones. */
export type ReportPage = Schemas["ReportPage"];
export type Block = Schemas["Block"];

/** The errors of a request, by field. */
export type Fields = Schemas["Error"]["fields"];

export interface Page<T> {
  results: T[];
  next_cursor: string | null;
}

/** A page of the roster; `cohorts` are the names to filter by. */
export type RosterPage = Schemas["Roster"];

/** The options of a group that a message starts. */
export interface GroupChoice {
  title: string;
  /** Their ids. */
  cohorts: number[];
  keepInStep: boolean;
}

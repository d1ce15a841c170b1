// People of the server in memory: recipients, the roster, and the courses that two people share.
import type { Course, Enrolled, Recipient, Schemas } from "../shell/types";
import type { GroupServer } from "./groups";
import { type Answer, type Call, NOT_FOUND, page } from "./http";

/** The server as far as its lists of people need it. */
interface Directory {
  care: string;
  recipients: Recipient[];
  enrolled: Enrolled[];
  courses: Course[];
  cohorts: string[];
  groups: GroupServer;
  pageSizes: { roster: number };
}

export function findRecipients(server: Directory, { query }: Call): Answer {
  const only = query.get("usernames")?.split(",");
  const inside = server.groups.membersOf(Number(query.get("exclude_thread"))).map(({ username }) => username);
  const results = server.recipients
    .filter((each) => !inside.includes(each.username))
    .filter((each) => !only || only.includes(each.username))
    .filter((each) => each.name.toLowerCase().includes((query.get("q") ?? "").toLowerCase()))
    .slice(0, 50);
  return { status: 200, body: { results, next_cursor: null, care: server.care } satisfies Schemas["RecipientPage"] };
}

export function findEnrolled(server: Directory, call: Call): Answer {
  const { query } = call;
  const shown = server.enrolled
    .filter((each) => each.name.toLowerCase().includes((query.get("q") ?? "").toLowerCase()))
    .filter((each) => !query.get("cohort") || each.cohort === query.get("cohort"));
  const answer = page(shown, call, server.pageSizes.roster);
  return { ...answer, body: { ...(answer.body as object), cohorts: server.cohorts } };
}

/** All recipients share all courses with me. */
export function findSharedCourses(server: Directory, call: Call): Answer {
  const username = decodeURIComponent(call.path.split("/")[1] ?? "");
  const found = server.recipients.find((each) => each.username === username);
  return found && server.courses.length
    ? { status: 200, body: { person: found, results: server.courses } satisfies Schemas["SharedCourses"] }
    : NOT_FOUND;
}

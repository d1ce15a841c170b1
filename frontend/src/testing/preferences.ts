// The settings of the person who is signed in to the test double of the server.
import type { EmailChoice, Export, Schemas } from "../shell/types";
import type { Answer, Call } from "./http";
import type { FakeServer } from "./server";

/** No download was asked for. */
export const NO_EXPORT: Export = {
  state: "none",
  created: null,
  ready_at: null,
  expires: null,
  size: null,
  left_out: null,
  url: null,
};

export function showPreferences({ courses, email, emailIn }: FakeServer): Answer {
  const chosen = courses.flatMap((course) => {
    const own = emailIn.get(course.id);
    return own ? [{ course, email: own }] : [];
  });
  return { status: 200, body: { email, courses: chosen } satisfies Schemas["Preferences"] };
}

export function prefer(server: FakeServer, { body }: Call): Answer {
  const email = body.email as EmailChoice | null;
  if (!body.course_id) server.email = email ?? "each";
  else if (email) server.emailIn.set(body.course_id as string, email);
  else server.emailIn.delete(body.course_id as string);
  return showPreferences(server);
}

export function showName({ preferredName }: FakeServer): Answer {
  return { status: 200, body: { name: preferredName, default: "Lena" } satisfies Schemas["PreferredNameInfo"] };
}

export function rename(server: FakeServer, { body }: Call): Answer {
  server.preferredName = String(body.name).trim();
  return showName(server);
}

// The people and the course of the tests.
import type { Person, Powers, ThreadDetail } from "../shell/types";

export function person(username: string, name: string, role: Person["role"] = "learner"): Person {
  return { username, name, role, image_url: "" };
}

export const COURSE = { id: "course-v1:Proserva+DEMO101+2026", name: "Demonstration course", url: "/courses/demo" };
export const ME = person("learner1", "Lena Lang");
export const INES = person("instructor", "Ines Torres", "instructor");
export const ADAM = person("assistant", "Adam Okafor", "staff");

export const NO_POWERS: Powers = {
  set_group_chat: false,
  rename: false,
  close: false,
  add: false,
  remove: false,
  set_permissions: false,
  hand_over: false,
  leave: false,
  keep_in_step: false,
};

/** A direct thread between them and me. */
export function newThread(id: number, who: Person | null, changes: Partial<ThreadDetail>): ThreadDetail {
  return {
    id,
    kind: "direct",
    title: "",
    group_chat: false,
    course: COURSE,
    participants: who ? [who, ME] : [ME],
    participant_count: 2,
    last_message: null,
    unread: 0,
    starred: false,
    archived: false,
    muted: false,
    closed: null,
    left: null,
    removed: false,
    created: "2026-03-03T10:00:00Z",
    can_write: true,
    cannot_write_reason: "",
    care: "",
    my_role: "member",
    members_may_add: false,
    members_may_remove: false,
    can: { ...NO_POWERS },
    cohorts: [],
    disclosures: [],
    broadcast: null,
    ...changes,
  };
}

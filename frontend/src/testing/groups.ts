// The part of the server in memory that knows who is in a thread.
import type {
  Cohort,
  History,
  Member,
  Message,
  Person,
  Powers,
  Recipient,
  Schemas,
  Thread,
  ThreadDetail,
} from "../shell/types";
import { ME } from "./cast";
import { type Answer, type Call, INVALID, NOT_FOUND, refuse } from "./http";

const OWNER: Powers = {
  set_group_chat: true,
  rename: true,
  close: true,
  add: true,
  remove: true,
  set_permissions: true,
  hand_over: true,
  leave: true,
  keep_in_step: true,
};

/** The server as far as its groups need it. */
interface Home {
  recipients: Recipient[];
  threads: ThreadDetail[];
  thread(who: Person | null, changes?: Partial<ThreadDetail>): ThreadDetail;
  message(thread: Thread, sender: Person | null, body: string, changes?: Partial<Message>): Message;
  say(call: Call, thread: Thread): Message;
}

export class GroupServer {
  cohorts: Cohort[] = [];
  private readonly members = new Map<number, Member[]>();

  constructor(private readonly server: Home) {}

  /** A group of mine with these. */
  thread(people: Person[], changes: Partial<ThreadDetail> = {}): ThreadDetail {
    const thread = this.server.thread(people[0] ?? ME, {
      kind: "group",
      group_chat: true,
      my_role: "owner",
      can: { ...OWNER },
      participants: [...people, ME],
      participant_count: people.length + 1,
      ...changes,
    });
    this.members.set(
      thread.id,
      [...people, ME].map((person) => this.member(person, person === ME ? thread.my_role : "member")),
    );
    return thread;
  }

  member(person: Person, role: Member["thread_role"] = "member", changes: Partial<Member> = {}): Member {
    const owner = role === "owner";
    return {
      ...person,
      thread_role: role,
      may_add: owner,
      may_remove: owner,
      own_may_add: null,
      own_may_remove: null,
      joined: "2026-03-03T10:00:00Z",
      can: { remove: !owner && person.username !== ME.username, make_owner: !owner, block: false },
      blocked: false,
      ...changes,
    };
  }

  /** A system message in the thread. */
  systemMessage(
    thread: ThreadDetail,
    actor: Person,
    type: string,
    text: string,
    people: Person[] = [],
    history: History | null = null,
  ): void {
    const event = { type, text, actor, people, people_count: people.length, history };
    this.server.message(thread, actor, "", { event, receipts: null });
  }

  membersOf(id: number): Member[] {
    const thread = this.server.threads.find((each) => each.id === id);
    if (!thread) return [];
    const people = thread.participants.filter((person) => person !== null);
    const roleOf = (person: Person) =>
      person.username === ME.username ? thread.my_role : thread.my_role === "owner" ? "member" : "owner";
    const members =
      this.members.get(id) ??
      people.map((person) => this.member(person, thread.kind === "direct" ? roleOf(person) : "member"));
    this.members.set(id, members);
    return members;
  }

  find({ query }: Call, thread: ThreadDetail): Member[] {
    const wanted = (query.get("q") ?? "").toLowerCase();
    return this.membersOf(thread.id).filter(({ name, username }) =>
      `${name} ${username}`.toLowerCase().includes(wanted),
    );
  }

  change({ body }: Call, thread: ThreadDetail): Answer {
    const { closed, ...rest } = body;
    if (rest.group_chat === false && thread.participant_count > 2) {
      return refuse(
        409,
        "too_many_people",
        "This conversation has more than two people. Remove people until two are left, or keep Group Chat on.",
      );
    }
    Object.assign(thread, rest, closed === undefined ? {} : { closed: closed ? "2026-03-05T10:00:00Z" : null });
    thread.can.add = thread.group_chat;
    return { status: 200, body: structuredClone(thread) };
  }

  add({ body }: Call, thread: ThreadDetail): Answer {
    const usernames = (body.usernames ?? []) as string[];
    const people = this.server.recipients.filter(({ username }) => usernames.includes(username));
    const unknown = usernames.filter((username) => !people.some((person) => person.username === username));
    if (unknown.length)
      return refuse(400, "invalid", INVALID, {
        usernames: unknown.map((username) => `You can't write to “${username}” in this course.`),
      });
    this.members.set(thread.id, [...this.membersOf(thread.id), ...people.map((person) => this.member(person))]);
    Object.assign(thread, {
      kind: "group",
      participants: [...people, ...thread.participants],
      participant_count: thread.participant_count + people.length,
    });
    Object.assign(thread.can, { rename: true, close: true, remove: true, set_permissions: true, leave: true });
    this.systemMessage(
      thread,
      ME,
      "added",
      `You added ${people.map(({ name }) => name).join(", ")}`,
      people,
      body.history as History,
    );
    return { status: 201, body: structuredClone(thread) };
  }

  allow({ body }: Call, thread: ThreadDetail, username: string): Answer {
    const member = this.membersOf(thread.id).find((each) => each.username === username);
    if (!member) return NOT_FOUND;
    if (body.role) member.thread_role = body.role as Member["thread_role"];
    if ("may_add" in body) member.own_may_add = body.may_add as boolean | null;
    if ("may_remove" in body) member.own_may_remove = body.may_remove as boolean | null;
    if (body.hand_over) {
      member.thread_role = "owner";
      Object.assign(thread, {
        my_role: "member",
        can: { ...OWNER, set_group_chat: false, rename: false, close: false, set_permissions: false, hand_over: false },
      });
    }
    return { status: 200, body: structuredClone(member) };
  }

  remove(thread: ThreadDetail, username: string): Answer {
    const mine = username === ME.username;
    const only = this.membersOf(thread.id).filter((each) => each.thread_role === "owner").length === 1;
    if (mine && thread.my_role === "owner" && only)
      return refuse(409, "last_owner", "You are the only owner. Make someone else an owner first.");
    this.members.set(
      thread.id,
      this.membersOf(thread.id).filter((each) => each.username !== username),
    );
    if (mine)
      Object.assign(thread, {
        left: "2026-03-05T10:00:00Z",
        can_write: false,
        cannot_write_reason: "You left this conversation. You can still read the earlier messages.",
      });
    else thread.participant_count -= 1;
    return { status: 204 };
  }

  start(call: Call): Answer {
    const { recipients, title } = call.body as { recipients: string[]; title?: string };
    const people = this.server.recipients.filter(({ username }) => recipients.includes(username));
    const thread = this.thread(people, { title: title ?? "" });
    return {
      status: 201,
      body: {
        thread: structuredClone(thread),
        message: this.server.say(call, thread),
      } satisfies Schemas["StartedThread"],
    };
  }
}

// Fills the server in memory with a small story and shows what `?show=` names.
import { begin, FakeBroadcasts } from "../src/testing/broadcasts";
import { ADAM, COURSE, INES, ME, person } from "../src/testing/cast";
import { FakeServer } from "../src/testing/server";
import { fakeXhr } from "../src/testing/xhr";

const server = new FakeServer();
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const asked = new URLSearchParams(location.search);
const lesson = {
  kind: "block" as const,
  label: "Week 1 quiz",
  path: ["Week 1", "Getting started"],
  url: "/courses/demo/unit",
  excerpt: "",
  due: ago(-9000),
  attempts: 2,
  submitted_at: ago(1600),
};
const pdf = {
  id: 1,
  name: "worked-example-with-a-rather-long-name-that-goes-on.pdf",
  size: 482_130,
  content_type: "application/pdf",
  url: "/files/1/",
};

server.config.message_max_length = 2000;
const ines = server.thread(INES, { starred: true });
for (let day = 60; day > 2; day -= 1)
  server.message(ines, day % 2 ? INES : ME, `An earlier word, ${day} days ago`, {
    created: ago(day * 1440),
    unread: false,
    receipts: day % 2 ? null : { recipients: 1, seen: 1, seen_at: ago(day * 1440 - 9) },
  });
server.message(ines, ME, "In question 3, is *n* counted from zero?", {
  created: ago(1500),
  context: lesson,
  attachments: [pdf],
  receipts: { recipients: 1, seen: 1, seen_at: ago(1490) },
  body_html:
    "<p>In question 3, is <em>n</em> counted from zero?</p><pre><code>for n in range(10):\n    print(n)</code></pre>",
});
server.message(ines, INES, "Good question", {
  created: ago(1480),
  unread: false,
  body_html:
    "<p>Good question! Yes, from <strong>zero</strong>. See <a href='https://example.org'>the notes</a>:</p><ul><li>first</li><li>second</li></ul>",
});
server.message(ines, INES, "One thing more", {
  created: ago(1478),
  unread: false,
  body_html: "<p>One thing more: the deadline is Friday.</p>",
});
server.message(ines, ME, "Thank you!", { created: ago(30) });
server.message(ines, INES, "You are welcome. I have put another example into the lesson.", { created: ago(4) });
const adam = server.thread(ADAM);
server.message(adam, ME, "May I hand it in a day later?", {
  created: ago(4000),
  receipts: { recipients: 1, seen: 1, seen_at: ago(3900) },
});
const layla = server.thread(person("layla", "ليلى الخطيب", "instructor"));
server.message(layla, layla.participants[0] ?? null, "شكراً على رسالتك، سأجيبك غداً", { created: ago(200) });
const gone = server.thread(null, {
  can_write: false,
  cannot_write_reason: "No one else in this conversation is in the course now.",
});
server.message(gone, null, "Welcome to the course", { created: ago(400_000), unread: false });
const group = server.thread(INES, {
  kind: "group",
  title: "",
  group_chat: true,
  participant_count: 10,
  participants: [INES, ADAM, person("learner7", "Xiao Mei"), person("learner8", "Ola Nordmann"), ME],
});
server.message(group, ME, "Shall we meet on Thursday?", {
  created: ago(90),
  receipts: { recipients: 9, seen: 3, seen_at: ago(20) },
});
for (let n = 2; n < 30; n += 1) {
  const other = person(
    `learner${n}`,
    n === 5 ? "<b>Bobby</b> Tables-with-a-very-long-double-barrelled-name" : `Learner Number ${n}`,
  );
  server.message(
    server.thread(other, { archived: n > 26 }),
    n % 3 ? ME : other,
    n === 5 ? "<img src=x onerror=alert(1)>" : `A question about week ${n}`,
    { created: ago(2000 + n * 1300), unread: n === 9 },
  );
}
server.cohorts = ["Blue", "Red", "A cohort with a rather long name that goes on"];
for (const [
  at,
  {
    participants: [who],
  },
] of server.threads.entries()) {
  if (!who || at < 2) continue;
  server.enrolled.push({
    ...who,
    cohort: at % 5 ? (server.cohorts[at % 3] ?? null) : null,
    progress: at % 7 ? at / 33 : null,
    last_contact: at % 4 ? ago(at * at * 9) : null,
    thread: at % 4 ? 100 + at : null,
  });
}
server.pageSizes.roster = 12;
ines.disclosures = [
  { by: person("root", "Robin Root", null), at: ago(900), reason: "A complaint about the marking, case 4711" },
];
if (asked.has("no-people")) server.enrolled = [];
if (asked.has("empty")) Object.assign(server, { threads: [], notifications: [] });
if (asked.has("no-people")) server.recipients = [];
if (asked.has("one")) server.recipients.length = 1;
if (asked.has("broken"))
  server.answer = () => ({
    status: 500,
    body: { code: "server_error", message: "Something went wrong on our side; nothing was written.", fields: {} },
  });
if (asked.has("slow")) server.hold = new Promise(() => undefined);
server.config.poll_seconds = 3;
const many = new FakeBroadcasts(server);
many.segments.subject_max_length = 200;
many.segments.fields.unshift({ name: "name", label: "Full name", example: "Xiao Mei with a long name" });
many.preview.email_html =
  "<div style='font-family:sans-serif;padding:24px'><h1>Proserva University</h1><p>Dear Lena,</p><p>please bring a pen.</p></div>";
if (asked.has("gaps")) many.preview.empty_fields = [{ field: "due_date", people: 4 }];
if (asked.has("ended")) many.segments.ended = ago(500_000);
many.templates = [
  { id: 1, name: "Welcome", subject: "Welcome to the course", body: "Dear {first_name}, …", mine: true },
  { id: 2, name: "Before the exam", subject: "Exam on Friday, bring a pen", body: "…", mine: false },
];
const emails = { pending: 18, sent: 9, failed: 2, skipped: 1, unknown: 0, digest: 1 };
const past = many.add({
  subject: "Exam on Friday: bring a pen, and something to eat",
  send_at: ago(3000),
  progress: { total: 31, in_bell: 30, skipped: 1, seen: 12, emails: { ...emails, pending: 0, sent: 27 } },
});
begin(Object.assign(past, { state: "sent" }));
past.state = "sent";
many.add({
  subject: "The new week is open",
  audience_text: "Learners of the cohort Blue",
  send_at: new Date(Date.now() + 86_400_000).toISOString(),
});
const moving = many.add({
  subject: "Results of the first assignment",
  mine: false,
  progress: { total: 30, in_bell: 13, skipped: 0, seen: 2, emails },
});
begin(moving);
many.add({
  subject: "Stopped half way",
  state: "stopped",
  stopped_reason: "Adam Okafor is no longer in the course team.",
  began: ago(60),
  send_at: ago(60),
  progress: { total: 30, in_bell: 10, skipped: 0, seen: 2, emails },
});
for (const [at, who] of server.threads
  .slice(2, 28)
  .map(({ participants: [first] }) => first ?? null)
  .entries()) {
  many.delivered.push({
    person: who,
    state: at === 4 ? "skipped" : "in_bell",
    skipped_reason: at === 4 ? "unenrolled" : "",
    in_bell_at: at === 4 ? null : ago(2990),
    seen_at: at % 3 ? null : ago(1200 - at),
    email:
      at === 5
        ? { state: "failed", reason: "550 5.1.1 no such mailbox here", at: null }
        : { state: at === 4 ? "skipped" : "sent", reason: at === 4 ? "unenrolled" : "", at: ago(2980) },
  });
}
many.pageSizes.recipients = 12;
const broadcast = server.thread(INES, {
  kind: "broadcast",
  title: "Exam on Friday: bring a pen",
  can_write: false,
  broadcast: { id: past.id, everyone: true, mine: false, cannot_reply_reason: "", report_url: "" },
});
server.message(broadcast, INES, "Dear Lena, please bring a pen on Friday.", { created: ago(3) });
if (asked.get("dir")) Object.assign(document.documentElement, { dir: asked.get("dir"), lang: "ar" });
window.fetch = server.fetch;
window.XMLHttpRequest = fakeXhr(server, Number(asked.get("delay") ?? 600));
Object.assign(window, { server, ines, INES, ME });

const main = document.querySelector("main");
const pages: Record<string, string> = {
  inbox: `<proserva-inbox ${asked.has("course") ? `course-id="${COURSE.id}"` : ""}></proserva-inbox>`,
  thread: `<proserva-thread thread="${asked.get("id") ?? ines.id}" message="${asked.get("message") ?? ""}"></proserva-thread>`,
  broadcast: `<proserva-broadcast course-id="${COURSE.id}" place="${{ past: past.id, moving: moving.id }[asked.get("place") ?? ""] ?? asked.get("place") ?? ""}"></proserva-broadcast>`,
  broadcast_thread: `<proserva-thread thread="${broadcast.id}"></proserva-thread>`,
  roster: `<proserva-roster course-id="${COURSE.id}"></proserva-roster>`,
  button: `<h1>Lesson 1</h1><p>Some text of a lesson.</p><proserva-message-button course-id="${COURSE.id}" usage-key="block-v1:x" about="Demonstration course · Lesson 1 · Loops" prompt="Stuck? Ask a person." ${asked.has("unavailable") ? 'unavailable="You are viewing this course as a learner."' : ""}></proserva-message-button>`,
};
if (main) main.innerHTML = pages[asked.get("show") ?? "inbox"] ?? "";
// The views before what would load them as a script of their own.
void import("../src/more").then(() => import("../src/index"));

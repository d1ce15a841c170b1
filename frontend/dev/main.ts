// Fills the server in memory with a small story and shows what `?show=` names.
import { ADAM, COURSE, FakeServer, INES, ME, person } from "../src/testing/server";
import { fakeXhr } from "../src/testing/xhr";

const server = new FakeServer();
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const asked = new URLSearchParams(location.search);
const lesson = { kind: "block" as const, label: "Week 1 quiz", path: ["Week 1", "Getting started"], url: "/courses/demo/unit", excerpt: "", due: ago(-9000), attempts: 2, submitted_at: ago(1600) };
const pdf = { id: 1, name: "worked-example-with-a-rather-long-name-that-goes-on.pdf", size: 482_130, content_type: "application/pdf", url: "/files/1/" };

server.config.message_max_length = 2000;
const ines = server.thread(INES, { starred: true });
for (let day = 60; day > 2; day -= 1) server.message(ines, day % 2 ? INES : ME, `An earlier word, ${day} days ago`, { created: ago(day * 1440), unread: false, receipts: day % 2 ? null : { recipients: 1, seen: 1, seen_at: ago(day * 1440 - 9) } });
server.message(ines, ME, "In question 3, is *n* counted from zero?", {
  created: ago(1500), context: lesson, attachments: [pdf], receipts: { recipients: 1, seen: 1, seen_at: ago(1490) },
  body_html: "<p>In question 3, is <em>n</em> counted from zero?</p><pre><code>for n in range(10):\n    print(n)</code></pre>",
});
server.message(ines, INES, "Good question", { created: ago(1480), unread: false, body_html: "<p>Good question! Yes, from <strong>zero</strong>. See <a href='https://example.org'>the notes</a>:</p><ul><li>first</li><li>second</li></ul>" });
server.message(ines, INES, "One thing more", { created: ago(1478), unread: false, body_html: "<p>One thing more: the deadline is Friday.</p>" });
server.message(ines, ME, "Thank you!", { created: ago(30) });
server.message(ines, INES, "You are welcome. I have put another example into the lesson.", { created: ago(4) });
const adam = server.thread(ADAM);
server.message(adam, ME, "May I hand it in a day later?", { created: ago(4000), receipts: { recipients: 1, seen: 1, seen_at: ago(3900) } });
const layla = server.thread(person("layla", "ليلى الخطيب", "instructor"));
server.message(layla, layla.participants[0] ?? null, "شكراً على رسالتك، سأجيبك غداً", { created: ago(200) });
const gone = server.thread(null, { can_write: false, cannot_write_reason: "The other person has left this site, so nobody would read an answer." });
server.message(gone, null, "Welcome to the course", { created: ago(400_000), unread: false });
const group = server.thread(INES, { kind: "group", title: "", group_chat: true, participant_count: 10, participants: [INES, ADAM, person("learner7", "Xiao Mei"), person("learner8", "Ola Nordmann"), ME] });
server.message(group, ME, "Shall we meet on Thursday?", { created: ago(90), receipts: { recipients: 9, seen: 3, seen_at: ago(20) } });
for (let n = 2; n < 30; n += 1) {
  const other = person(`learner${n}`, n === 5 ? "<b>Bobby</b> Tables-with-a-very-long-double-barrelled-name" : `Learner Number ${n}`);
  server.message(server.thread(other, { archived: n > 26 }), n % 3 ? ME : other, n === 5 ? "<img src=x onerror=alert(1)>" : `A question about week ${n}`, { created: ago(2000 + n * 1300), unread: n === 9 });
}
server.cohorts = ["Blue", "Red", "A cohort with a rather long name that goes on"];
for (const [at, { participants: [who] }] of server.threads.entries()) {
  if (!who || at < 2) continue;
  server.enrolled.push({ ...who, cohort: at % 5 ? (server.cohorts[at % 3] ?? null) : null, progress: at % 7 ? at / 33 : null, last_contact: at % 4 ? ago(at * at * 9) : null, thread: at % 4 ? 100 + at : null });
}
server.pageSizes.roster = 12;
ines.disclosures = [{ by: person("root", "Robin Root", null), at: ago(900), reason: "A complaint about the marking, case 4711" }];
if (asked.has("nobody")) server.enrolled = [];
if (asked.has("empty")) Object.assign(server, { threads: [], notifications: [] });
if (asked.has("nobody")) server.recipients = [];
if (asked.has("one")) server.recipients.length = 1;
if (asked.has("broken")) server.answer = () => ({ status: 500, body: { code: "server_error", message: "Something went wrong on our side; nothing was written.", fields: {} } });
if (asked.has("slow")) server.hold = new Promise(() => undefined);
server.config.poll_seconds = 3;
if (asked.get("dir")) Object.assign(document.documentElement, { dir: asked.get("dir"), lang: "ar" });
window.fetch = server.fetch;
window.XMLHttpRequest = fakeXhr(server, Number(asked.get("delay") ?? 600));
Object.assign(window, { server, ines, INES, ME });

const main = document.querySelector("main");
const pages: Record<string, string> = {
  inbox: `<proserva-inbox ${asked.has("course") ? `course-id="${COURSE.id}"` : ""}></proserva-inbox>`,
  thread: `<proserva-thread thread="${asked.get("id") ?? ines.id}" message="${asked.get("message") ?? ""}"></proserva-thread>`,
  roster: `<proserva-roster course-id="${COURSE.id}"></proserva-roster>`,
  button: `<h1>Lesson 1</h1><p>Some text of a lesson.</p><proserva-message-button course-id="${COURSE.id}" usage-key="block-v1:x" about="Demonstration course · Lesson 1 · Loops" prompt="Stuck? Ask a person." ${asked.has("unavailable") ? 'unavailable="You are viewing this course as a learner."' : ""}></proserva-message-button>`,
};
if (main) main.innerHTML = pages[asked.get("show") ?? "inbox"] ?? "";
// The views before what would load them as a script of their own.
void import("../src/more").then(() => import("../src/index"));

// Tests of <proserva-gradebook>: a button for each learner of the platform's own page, and what is sent from it.
import { beforeEach, expect, it } from "vitest";
import { COURSE, person } from "../testing/cast";
import { all, click, mount, one, press, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
const row = (name: string) => `<tr><td><a href="/courses/${COURSE.id}/progress/7/">${name}</a></td></tr>`;

beforeEach(() => {
  server = serve();
  server.recipients = [{ ...person("ada", "Ada"), is_default: true }];
});

async function open(rows: string) {
  document.body.innerHTML = `<table class="student-table"><tbody>${rows}</tbody></table><table class="grade-table"><td><a href="/x/progress/1/">no</a></td></table>`;
  return mount("proserva-gradebook", {
    api: server.base,
    "course-id": COURSE.id,
    "progress-url": "/courses/demo/progress",
  });
}

const marks = () => [...document.querySelectorAll<HTMLButtonElement>(".proserva-write")];

it("marks each learner once, without words that the page's search would find", async () => {
  await open(row("ada") + row("b&lt;i&gt;b") + row(""));
  await mount("proserva-gradebook", { api: server.base, "course-id": COURSE.id });
  expect(marks().map((mark) => mark.getAttribute("aria-label"))).toEqual(["Message ada", "Message b<i>b"]);
  expect(document.querySelector(".student-table")?.textContent?.replace(/\s/g, "")).toBe("adab<i>b");
  expect(server.calls.filter(({ path }) => !path.startsWith("catalog"))).toEqual([]);
});

it("sends what is about the learner's results, to that learner", async () => {
  const element = await open(row("ada"));
  marks()[0]?.click();
  await settle();
  expect(one<HTMLDialogElement>(element, "dialog").open).toBe(true);
  await type(one<HTMLTextAreaElement>(element, "textarea"), "Well done");
  await press(one(element, "textarea"), "Enter", { ctrlKey: true });
  expect(server.called("POST", "threads/")[0]?.body).toMatchObject({
    recipients: ["ada"],
    course_id: COURSE.id,
    context: { url: "/courses/demo/progress", label: "Progress" },
  });
  expect(text(one(element, "h2"))).toBe("Message ada");
  await click(all<HTMLButtonElement>(element, "button.round")[0]!);
  await settle();
  expect(all(element, "dialog")).toEqual([]);
});

it("leaves a page of another shape alone", async () => {
  const element = await open("<tr><td>ada</td></tr>");
  expect(marks()).toEqual([]);
  expect(text(element)).toBe("");
});

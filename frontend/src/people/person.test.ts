// Tests of <proserva-person>: who sees it, and the course it writes in.
import { beforeEach, expect, it } from "vitest";
import { personIn } from "../shell/location";
import { COURSE } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, mount, one, press, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
const OTHER = { id: "course-v1:Proserva+OTHER+2026", name: "Another", url: "/courses/other" };

beforeEach(() => {
  server = serve();
});

const show = (attributes: Record<string, string> = {}) =>
  mount("proserva-person", { api: server.base, username: "instructor", ...attributes });
const sent = () => server.called("POST", "threads/")[0]?.body;

async function send(element: HTMLElement) {
  await settle();
  await type(one<HTMLTextAreaElement>(element, "textarea"), "Hello");
  await press(one(element, "textarea"), "Enter", { ctrlKey: true });
}

it("writes to them in the one course that both share", async () => {
  const element = await show();
  await click(button(element, "Message Ines Torres"));
  await send(element);
  expect(sent()).toMatchObject({ recipients: ["instructor"], course_id: COURSE.id });
  expect(all(element, "select")).toEqual([]);
});

it("lets one choose among several courses", async () => {
  server.courses = [OTHER, COURSE];
  const element = await show({ writing: "", "course-id": COURSE.id });
  const select = one<HTMLSelectElement>(element, "select");
  expect(select.selectedOptions[0]?.textContent).toBe(COURSE.name);
  select.value = OTHER.id;
  select.dispatchEvent(new Event("change"));
  await send(element);
  expect(sent()).toMatchObject({ course_id: OTHER.id });
});

it("falls back to the first course if the given one is not shared", async () => {
  const element = await show({ writing: "", "course-id": "course-v1:No+Such+1" });
  await send(element);
  expect(sent()).toMatchObject({ course_id: COURSE.id });
});

it.each<Record<string, string>>([{}, { writing: "" }])(
  "renders nothing if the user may not write to them",
  async (attributes) => {
    expect(text(await show({ username: "stranger", ...attributes }))).toBe("");
  },
);

it("leaves no broken button on another's page, and tries again on our own", async () => {
  const broken = () =>
    (server.next["GET people/instructor/courses/"] = refuse(500, "server_error", "Something went wrong."));
  broken();
  expect(text(await show())).toBe("");
  broken();
  const element = await show({ writing: "" });
  expect(text(element)).toContain("Something went wrong.");
  await click(button(element, "Try again"));
  await settle();
  expect(all(element, "textarea")).toHaveLength(1);
});

it.each([
  ["/profile/u/ada", "ada"],
  ["/u/a.da@x%2By/", "a.da@x+y"],
  ["/profile/u/", ""],
  ["/profile/u/ada/certificates", ""],
  ["/", ""],
])("reads in %s whose profile it is", (pathname, username) => {
  expect(personIn({ pathname })).toBe(username);
});

it("uses the owner of the profile page if no username is given", async () => {
  history.replaceState(null, "", "/profile/u/instructor");
  try {
    const element = await mount("proserva-person", { api: server.base });
    expect(text(element)).toBe("Message Ines Torres");
  } finally {
    history.replaceState(null, "", "/");
  }
});

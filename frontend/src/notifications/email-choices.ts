// A user's email preferences: shown at once, saved one after the other, reverted if saving fails.
import type { Api } from "../shell/api";
import type { Course, EmailChoice, EmailPreferences } from "../shell/types";

/** The empty id stands for all courses. */
export class Choices {
  /** All that are listed, in an order that stays. */
  courses: Course[] = [];

  private readonly shown = new Map<string, EmailChoice | null>();
  private readonly kept = new Map<string, EmailChoice | null>();
  /** Two saves on their way at once could arrive the wrong way round. */
  private line: Promise<unknown> = Promise.resolve();

  constructor(private readonly api: Api) {}

  async load(): Promise<void> {
    const { email, courses } = await this.api.get<EmailPreferences>("preferences/");
    this.learn("", email);
    courses.forEach((each) => this.learn(each.course.id, each.email));
    this.list(courses.map(({ course }) => course));
  }

  /** Adds courses to choose for; one that has been listed without its name gets it. */
  list(more: Course[]): void {
    for (const course of more) {
      const at = this.courses.findIndex(({ id }) => id === course.id);
      if (at < 0) this.courses.push(course);
      else if (!this.courses[at]?.name) this.courses[at] = course;
    }
  }

  of(course: string): EmailChoice | null {
    return this.shown.get(course) ?? null;
  }

  /** `null` forgets the choice for a course. */
  save(course: string, email: EmailChoice | null): Promise<void> {
    this.shown.set(course, email);
    const saving = this.line.then(() => this.send(course, email));
    this.line = saving.catch(() => undefined);
    return saving;
  }

  private async send(course: string, email: EmailChoice | null): Promise<void> {
    try {
      await this.api.patch("preferences/", course ? { email, course_id: course } : { email });
      this.kept.set(course, email);
    } catch (error) {
      // Only if it has not been changed again in the meantime.
      if (this.of(course) === email) this.shown.set(course, this.kept.get(course) ?? null);
      throw error;
    }
  }

  private learn(course: string, email: EmailChoice): void {
    this.shown.set(course, email);
    this.kept.set(course, email);
  }
}

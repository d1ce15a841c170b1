// The history that added people will see, in words that name them.
import { html, nothing, type TemplateResult } from "lit";
import { gettext, language, ngettext } from "../shell/i18n";
import { dayAndYear } from "../shell/time";
import type { Cohort, History, Person, ThreadDetail } from "../shell/types";
import { personName } from "./people";

/** "Lena", "Lena and Kwame", "Lena and 3 others", "Lena and everyone in Blue". */
export function namesOf(people: Person[], cohorts: Cohort[]): string {
  const [first, second] = people.map(personName);
  const others = people.length - 1;
  const named =
    people.length === 2
      ? [first, second]
      : [first, others > 0 ? ngettext("%(count)s other", "%(count)s others", others) : ""];
  const parts = [...named, ...cohorts.map(({ name }) => gettext("everyone in %(cohort)s", { cohort: name }))];
  return new Intl.ListFormat(language(), { type: "conjunction" }).format(
    parts.filter((part) => part !== undefined && part !== "") as string[],
  );
}

/** Exactly who sees what, before it is done. */
export function consequence(names: string, history: History, thread: ThreadDetail): string {
  if (!names) return "";
  if (history === "none")
    return gettext("%(names)s will see new messages only, and no earlier messages or files.", { names });
  return gettext("%(names)s will see all messages since %(date)s, with all files.", {
    names,
    date: dayAndYear(thread.created),
  });
}

interface Choice {
  thread: ThreadDetail;
  chosen: History | null;
  names: string;
  invalid: boolean;
  pick: (history: History) => void;
}

/** Two ways; in a private talk none of them is chosen beforehand. */
export function historyChoice({ thread, chosen, names, invalid, pick }: Choice): TemplateResult {
  const ways: [History, string][] = [
    ["none", gettext("New messages only")],
    ["all", gettext("All messages since %(date)s", { date: dayAndYear(thread.created) })],
  ];
  return html`<fieldset role="radiogroup" aria-invalid=${invalid} aria-describedby=${invalid ? "history-error" : nothing}>
      <legend>${gettext("What will they see?")}</legend>
      ${ways.map(
        ([
          history,
          words,
        ]) => html`<label class="check"><input type="radio" name="history" value=${history} .checked=${chosen === history}
          @change=${() => pick(history)} /><span>${words}</span></label>`,
      )}
    </fieldset>
    <p class="consequence" role="status" dir="auto">${chosen ? consequence(names, chosen, thread) : nothing}</p>`;
}

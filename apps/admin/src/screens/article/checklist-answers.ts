import type { ChecklistAnswerValue, ChecklistInput, ChecklistName, ChecklistsQuery } from '../../gql/operations';

/** Answers on the screen by checklist and item; nothing is answered by itself. */
export interface GivenAnswers {
  readonly answers: Readonly<Record<string, ChecklistAnswerValue>>;
  readonly openAnswers: Readonly<Record<string, string>>;
}

export const NO_ANSWERS: GivenAnswers = { answers: {}, openAnswers: {} };

/** One key for an item: two checklists may number theirs alike. */
export const keyOf = (name: ChecklistName, item: string) => `${name} ${item}`;

/** What this person answered about this very text before. */
export function answersOf(data: ChecklistsQuery, raterId: string): GivenAnswers {
  const sheets = (data.reviewCase?.revision.checklistSheets ?? []).filter(({ rater }) => rater.id === raterId);
  const entries = sheets.flatMap(({ name, answers }) =>
    answers.map(({ item, answer }) => [keyOf(name, item), answer] as const),
  );
  const open = sheets.flatMap(({ name, openAnswers }) =>
    openAnswers.map(({ id, text }) => [keyOf(name, id), text] as const),
  );
  return { answers: Object.fromEntries(entries), openAnswers: Object.fromEntries(open) };
}

/** The answers with those that the text itself suggests, where nothing was answered yet. */
export function withSuggestions(given: GivenAnswers, data: ChecklistsQuery, name: ChecklistName): GivenAnswers {
  const seen = (data.reviewCase?.revision.checklistSuggestions ?? []).filter(({ checklist }) => checklist === name);
  const suggested = Object.fromEntries(seen.map(({ item, answer }) => [keyOf(name, item), answer]));
  return { ...given, answers: { ...suggested, ...given.answers } };
}

/** The keys of the questions of these checklists that have no answer yet, in the order in which they are asked. */
export function unanswered(data: ChecklistsQuery, names: readonly ChecklistName[], given: GivenAnswers): string[] {
  return data.checklists
    .filter(({ name }) => names.includes(name))
    .flatMap(({ name, items, openQuestions }) => [
      ...openQuestions.map(({ id }) => [keyOf(name, id), given.openAnswers[keyOf(name, id)]?.trim()] as const),
      ...items.map(({ id }) => [keyOf(name, id), given.answers[keyOf(name, id)]] as const),
    ])
    .filter(([, answer]) => !answer)
    .map(([key]) => key);
}

/** The sheets as an approval takes them. */
export function sheetsOf(
  data: ChecklistsQuery,
  names: readonly ChecklistName[],
  given: GivenAnswers,
): ChecklistInput[] {
  return data.checklists
    .filter(({ name }) => names.includes(name))
    .map(({ name, items, openQuestions }) => ({
      name,
      answers: items.flatMap(({ id }) => {
        const answer = given.answers[keyOf(name, id)];
        return answer ? [{ item: id, answer }] : [];
      }),
      openAnswers: openQuestions.map(({ id }) => ({ id, text: given.openAnswers[keyOf(name, id)]?.trim() ?? '' })),
    }));
}

import { OPERATIONS } from './operations.js';
import type { Signed } from './running-api.js';
import type { ApiRevision } from './steps.js';

interface Suggestion {
  readonly checklist: string;
  readonly item: string;
  readonly answer: string;
  readonly evidence: string;
}

interface Questions {
  readonly name: string;
  readonly title: string;
  readonly openQuestions: readonly { readonly id: string }[];
  readonly items: readonly { readonly id: string }[];
}

interface Sheet {
  readonly __typename: string;
  readonly name: string;
  readonly scores: readonly { readonly points: number; readonly outOf: number }[];
}

/** What the walk's reviewer says where the document shows nothing either way. */
const BY_READING = 'YES';
/** Where the good answer is no: nobody has to calculate. */
const GOOD_NO = 'C17';

/**
 * Answers each checklist as the screen would: the answers that the document shows, the others by reading. The walk's own
 * person vouches for them; the safety checklist is answered yes because the walk has just added what was missing.
 */
export async function answerChecklists(
  revision: ApiRevision,
  reviewer: Signed,
  say: (line: string) => void,
): Promise<void> {
  const { checklistSuggestions: seen } = await reviewer.ask<{ checklistSuggestions: Suggestion[] }>(
    OPERATIONS.checklists,
    { id: revision.id },
  );
  for (const { name, title, items, openQuestions } of await reviewer.ask<Questions[]>(OPERATIONS.questions, {})) {
    const shown = seen.filter(({ checklist, answer }) => checklist === name && !(name === 'SAFETY' && answer === 'NO'));
    const answers = items.map(({ id }) => ({
      item: id,
      answer: shown.find(({ item }) => item === id)?.answer ?? (id === GOOD_NO ? 'NO' : BY_READING),
    }));
    const openAnswers = openQuestions.map(({ id }) => ({ id, text: `Readers of "${revision.title}".` }));
    const input = {
      revisionId: revision.id,
      contentHash: revision.contentHash,
      sheet: { name, answers, openAnswers },
    };
    const { scores } = await reviewer.change<Sheet>('ChecklistSheet', OPERATIONS.answerChecklist, input);
    const figures = scores.map(({ points, outOf }) => `${points} of ${outOf}`).join(' and ');
    say(
      `   ${reviewer.person.name} answers ${title}: ${figures}; the text itself shows ${shown.length} of the answers.`,
    );
  }
}

import type { ArticleContent } from '#document';
import { type GivenSheet, INSTRUMENTS, suggestionsFor } from '#review';

/**
 * The answers of the demo's reviewer: what the document shows where it shows something, and "yes" elsewhere. A person
 * answers each question for themselves; these people do not exist.
 */
export function demoSheets(content: ArticleContent): GivenSheet[] {
  const seen = suggestionsFor(content);
  return Object.values(INSTRUMENTS).map(({ name, items, openQuestions }) => ({
    instrument: name,
    answers: items.map(({ id, inverted }) => {
      const found = seen.find(({ instrument, item }) => instrument === name && item === id);
      return { item: id, answer: found?.answer ?? (inverted ? 'no' : 'yes'), note: found?.evidence };
    }),
    openAnswers: openQuestions.map(({ id, question }) => ({ id, text: `${content.title} (${question})` })),
  }));
}

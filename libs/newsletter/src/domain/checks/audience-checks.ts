import { languageName } from '../issue-language.js';
import { check, type IssueCheck } from './issue-check.js';

/** What is to be said of those who get an issue and asked for another language than it has. */
export function languageChecks(locale: string, willGet: number, othersWhoGet: number): IssueCheck[] {
  if (othersWhoGet < 1) return [];
  const name = languageName(locale);
  const some = othersWhoGet === 1 ? '1 person' : `${othersWhoGet} people`;
  const sentence = `Of the ${willGet} who get it, ${some} asked for another language than ${name}, and may not be able to read it. Narrow the part of the audience to ${name}, unless this is what you want.`;
  return [check('warning', 'audience', 'AUDIENCE_OTHER_LANGUAGE', sentence)];
}

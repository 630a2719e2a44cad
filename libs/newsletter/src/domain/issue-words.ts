import { clinicalSentences } from '#quality';
import type { IssueInput } from './issue-input.js';

/** What an editor says in an issue besides the approved texts. */
export type IssueWords = Pick<IssueInput, 'subject' | 'preheader' | 'intro'>;

/** The words as they are kept: without white space around them. */
export function keptWords({ subject, preheader, intro }: IssueWords): IssueWords {
  return { subject: subject.trim(), preheader: preheader.trim(), intro: intro.replaceAll('\r\n', '\n').trim() };
}

/**
 * The sentences of an editor that say something clinical, by the checks of articles: only a reviewer with a licence in
 * force can vouch for them. Generous on purpose: any figure counts, because a dose that is missed does harm.
 */
export function clinicalWords({ subject, preheader, intro }: IssueWords): string[] {
  return [subject, preheader, ...intro.split(/\n+/)].flatMap((text) => clinicalSentences(text));
}

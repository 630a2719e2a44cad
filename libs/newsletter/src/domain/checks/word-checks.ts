import type { IssueWords } from '../issue-words.js';
import { check, type IssueCheck } from './issue-check.js';

/** Mailboxes on a phone show about this much of a subject. */
const SHOWN_SUBJECT = 60;
/** Less than this and a mailbox fills the line with the first words of the message. */
const FULL_PREHEADER = 30;

/** What advertising says and a clinic need not: filters weigh it, and readers learn to distrust it. */
const SPAM_WORDS: readonly RegExp[] = [
  /\b(?:act|buy|call|order|apply) now\b/iu,
  /\bclick (?:here|below)\b/iu,
  /\b(?:100 ?%|completely|absolutely|totally) free\b|\bfree (?:gift|offer|trial|money|access)\b/iu,
  /\b(?:guaranteed?|risk[- ]free|no obligation|no strings attached)\b/iu,
  /\b(?:limited time|last chance|offer expires|while supplies last|don['’]t miss)\b/iu,
  /\b(?:winner|you won|congratulations|cash (?:bonus|prize)|lowest price|best price|special promotion)\b/iu,
  /\b(?:miracle|secret(?:s)? (?:of|to)|amazing|once in a lifetime)\b/iu,
  /\b(?:haga clic|clic aqu[ií]|compre ya|compre ahora|llame ya|act[uú]e ya)\b/iu,
  /\b(?:totalmente gratis|oferta (?:especial|limitada)|[uú]ltima oportunidad|garantizad[oa]s?|sin compromiso)\b/iu,
  /\b(?:ganador(?:a)?|felicidades|premio en efectivo|mejor precio|milagros[oa]s?|incre[ií]ble)\b/iu,
  /[$€£]{2,}/u,
];

/** What is to be said of an editor's own words. */
export function wordChecks(words: IssueWords): IssueCheck[] {
  return [...subjectChecks(words.subject), ...preheaderChecks(words), ...spamChecks(words)];
}

function subjectChecks(subject: string): IssueCheck[] {
  const found: IssueCheck[] = [];
  const length = [...subject].length;
  if (length > SHOWN_SUBJECT) {
    const sentence = `The subject has ${length} characters, and a phone shows about ${SHOWN_SUBJECT}. Put what matters first, or shorten it.`;
    found.push(check('warning', 'subject', 'SUBJECT_LONG', sentence));
  }
  const letters = subject.match(/\p{L}/gu) ?? [];
  const capitals = subject.match(/\p{Lu}/gu) ?? [];
  if (letters.length >= 8 && capitals.length > letters.length * 0.6) {
    const sentence =
      'The subject is mostly capital letters, which filters take for advertising. Write it as a sentence.';
    found.push(check('warning', 'subject', 'SUBJECT_SHOUTS', sentence));
  }
  if (/[!?¡¿]{2,}|!.*!/u.test(subject)) {
    found.push(
      check('warning', 'subject', 'SUBJECT_SHOUTS', 'The subject calls out more than once. One full stop is enough.'),
    );
  }
  if (/^\s*(?:re|fwd?|aw|rv)\s*:/iu.test(subject)) {
    const sentence = 'The subject looks like an answer or a forwarded message and is neither. Take the sign away.';
    found.push(check('warning', 'subject', 'SUBJECT_DECEIVES', sentence));
  }
  return found;
}

function preheaderChecks({ subject, preheader }: IssueWords): IssueCheck[] {
  const said = preheader.trim();
  if (said === '') {
    const sentence =
      'There is no preview line: mailboxes show the first words of the message instead. Say what is in it.';
    return [check('warning', 'preheader', 'PREHEADER_MISSING', sentence)];
  }
  if (said.toLowerCase() === subject.trim().toLowerCase()) {
    const sentence = 'The preview line repeats the subject. Say something more, or leave it out.';
    return [check('warning', 'preheader', 'PREHEADER_REPEATS', sentence)];
  }
  if ([...said].length >= FULL_PREHEADER) return [];
  const sentence = `The preview line is shorter than ${FULL_PREHEADER} characters: a mailbox fills the rest with the first words of the message.`;
  return [check('note', 'preheader', 'PREHEADER_SHORT', sentence)];
}

function spamChecks(words: IssueWords): IssueCheck[] {
  return (['subject', 'preheader', 'intro'] as const).flatMap((field) =>
    SPAM_WORDS.flatMap((pattern) => {
      const said = pattern.exec(words[field])?.[0];
      if (!said) return [];
      const sentence = `“${said}” is what advertising says, and filters weigh it. Say it in plainer words.`;
      return [check('warning', field, 'SPAM_WORDS', sentence)];
    }),
  );
}

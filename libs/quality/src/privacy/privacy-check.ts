import type { TextBlock } from '#document';
import type { Check, Hit } from '../check.js';

interface PrivatePattern {
  readonly code: string;
  readonly pattern: RegExp;
  readonly message: string;
}

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
const DATE = `(?:\\d{1,2}[./-]\\d{1,2}[./-](?:19|20)?\\d{2}|(?:19|20)\\d{2}-\\d{2}-\\d{2}|${MONTH}\\.? \\d{1,2},? (?:19|20)\\d{2}|\\d{1,2} (?:de )?${MONTH}\\.? (?:de )?(?:19|20)\\d{2})`;
const SURNAME = "[A-ZÁÉÍÓÚÑ][a-záéíóúñ'’-]{1,30}";

const PATTERNS: readonly PrivatePattern[] = [
  {
    code: 'PRIVATE_EMAIL',
    pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g,
    message: 'Take the e-mail address out of the text; a contact belongs into a call to action.',
  },
  {
    code: 'PRIVATE_PHONE',
    pattern:
      /(?<![\w.-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\) ?|\d{2,4}[ .-])\d{3,4}[ .-]\d{3,4}(?![\w-])|(?<=\b(?:tel|phone|call|ring|text|mobile|fax|tel[eé]fono|m[oó]vil|llame al)\b[^\d\n]{0,12})\+?\d{7,12}\b/giu,
    message: 'Take the phone number out of the text; a contact belongs into a call to action.',
  },
  {
    code: 'PRIVATE_BIRTH_DATE',
    pattern: new RegExp(
      `\\b(?:born(?: on)?|date of birth|birth ?date|DOB|nacid[oa] el|fecha de nacimiento)\\b:? ?${DATE}`,
      'gi',
    ),
    message: 'Take the date of birth out: with it a patient can be found.',
  },
  {
    code: 'PRIVATE_RECORD_NUMBER',
    pattern:
      /\b(?:MRN|medical record|patient (?:id|number|no\.?)|NHS (?:number|no\.?)|SSN|social security(?: number)?)\b:? ?#?\d[\d -]{3,14}\d/gi,
    message: 'Take the number of a patient out of the text.',
  },
  {
    code: 'PRIVATE_NAME',
    // A person of the story, with a surname: a first name alone does not say who it is.
    pattern: new RegExp(
      `\\b(?:(?:patients?|clients?|named|called|paciente|llamad[oa]) (?:Mr\\.? |Mrs\\.? |Ms\\.? )?${SURNAME} ${SURNAME}|(?:Mr|Mrs|Ms|Sra?)\\.? ${SURNAME}(?: ${SURNAME})?)\\b|\\b${SURNAME} ${SURNAME}(?=,? \\(?(?:born|b\\.|DOB|aged? \\d|nacid[oa])| (?:came|was referred) to (?:us|our))`,
      'gu',
    ),
    message: 'Take the name of a person out, or change it and say so.',
  },
];

const LOOKED_AT = 20_000;
const OFFER: ReadonlySet<string> = new Set(['PRIVATE_PHONE', 'PRIVATE_EMAIL']);

/** Names, phone numbers, addresses and dates of birth: of patients, and of staff outside an offer. */
export const privacyCheck: Check = {
  id: 'privacy',
  version: 2,
  severity: 'fix',
  perBlock: true,
  run: ({ blocks }) => blocks.flatMap((block) => PATTERNS.flatMap((rule) => hitsIn(block, rule))),
};

function hitsIn(block: TextBlock, { code, pattern, message }: PrivatePattern): Hit[] {
  if (OFFER.has(code) && block.kind === 'callToAction') return [];
  return [...block.text.slice(0, LOOKED_AT).matchAll(pattern)].map((match) => {
    const place = { from: match.index, to: match.index + match[0].length, quote: match[0] };
    return { code, message, path: block.path, blockIndex: block.index, ...place, passage: match[0] };
  });
}

/** Who wrote and saved the file that a text came from stands in it without anybody seeing it. */
export const fileMetadataCheck: Check = {
  id: 'file-metadata',
  version: 1,
  severity: 'note',
  run({ context }) {
    if (!context.origin?.namesPeople) return [];
    const message =
      'Do not pass on the file this text came from: its properties name who wrote or saved it. The article does not.';
    return [{ code: 'PRIVATE_METADATA', message, path: 'document', quote: '' }];
  },
};

/** What in a text could tell who a person is: nothing of it leaves the house. */
export function privateWords(text: string): string[] {
  return PATTERNS.flatMap(({ pattern }) => [...text.slice(0, LOOKED_AT).matchAll(pattern)].map(([words]) => words));
}

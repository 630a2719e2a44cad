import type { Check, CheckInput, Hit } from '../check.js';

const CREDENTIAL = '(?:PT|DPT|MPT|MD|DO|PhD|RN|NP|PA-C|OCS|SCS|ATC|CSCS|MSc|BSc|MCSP|FAAOMPT)';
const BYLINE = new RegExp(
  `^(?:(?:[Ww]ritten|[Rr]eviewed|(?:[Mm]edically|[Cc]linically) reviewed|[Ee]scrito|[Rr]evisado) (?:by|por):?|[Aa]uthors?:|[Aa]utora?:|[Bb]y:?) ?[A-ZÁÉÍÓÚÑ][^.!?]{2,80}$|^[A-Z][^.!?]{2,60}, ${CREDENTIAL}\\b.{0,40}$`,
  'u',
);

/** A text from elsewhere: who wrote it, and who owns it. What was written here has an author with a name. */
export const originCheck: Check = {
  id: 'origin',
  version: 1,
  severity: 'block',
  run: (input) => [...byline(input), ...rights(input)],
};

function byline({ blocks, context }: CheckInput): Hit[] {
  if (!context.origin?.bylineMissing) return [];
  if (blocks.some(({ kind, text }) => kind === 'paragraph' && BYLINE.test(text.trim().slice(0, 200)))) return [];
  return [{ code: 'BYLINE_MISSING', message: 'Name the author and their credentials.', path: 'document', quote: '' }];
}

function rights({ context }: CheckInput): Hit[] {
  if (!context.origin?.rightsUnknown) return [];
  const message = 'State who owns the text and under which terms it may be used.';
  return [{ code: 'RIGHTS_UNKNOWN', message, path: 'document', quote: '' }];
}

import type { Severity } from '#quality';
import type { DecodedText } from '../decode.js';
import type { TextOutline } from '../outline.js';
import { type Finding, type PlacedSentence, quoteAround } from './finding.js';

/** What counts as a citation anywhere in the text: an identifier, a named study, a numbered reference, an address. */
const CITATION =
  /\bdoi\b|\b10\.\d{4,9}\/|\bPMID:? ?\d|\bet al\b|https?:\/\/|\([A-Z][\w-]{1,30},? (?:19|20)\d{2}\)|\[\d{1,3}\]/;

/** Findings about the file as a whole: what an editor has to supply because the text does not hold it. */
export function fileFindings(outline: TextOutline, sentences: readonly PlacedSentence[]): Finding[] {
  const found: Finding[] = [];
  if (outline.title === null) found.push(titleMissing(outline, sentences));
  if (!outline.hasByline) found.push(whole('BYLINE_MISSING', 'block', 'Name the author and their credentials.'));
  if (!outline.hasDate)
    found.push(
      whole('DATE_MISSING', 'fix', 'No date of publication or review is in the file; have the text checked and dated.'),
    );
  if (!isCited(outline, sentences))
    found.push(whole('CITATION_MISSING', 'block', 'Add references for the clinical statements.'));
  found.push(whole('RIGHTS_UNKNOWN', 'block', 'State who owns the text and under which terms it may be used.'));
  return found;
}

/** A file that was not UTF-8 is read, but its letters should be looked at. */
export function encodingFindings(encoding: DecodedText['encoding']): Finding[] {
  if (encoding === 'utf-8') return [];
  const message = `The file was read as ${encoding}; check accented letters and quotation marks, and save it as UTF-8.`;
  return [whole('ENCODING_CONVERTED', 'note', message)];
}

function titleMissing(outline: TextOutline, sentences: readonly PlacedSentence[]): Finding {
  return {
    code: 'TITLE_MISSING',
    line: outline.lines[0]?.line ?? 1,
    quote: quoteAround(sentences[0]?.text ?? '', 0, 0),
    message: 'The file has no title; give the article one.',
    severity: 'block',
  };
}

function isCited(outline: TextOutline, sentences: readonly PlacedSentence[]): boolean {
  const listed = outline.lines.some(
    (line) => line.kind === 'heading' && /^(?:References|Sources|Bibliography)$/i.test(line.text),
  );
  return listed || sentences.some((one) => CITATION.test(one.text));
}

function whole(code: string, severity: Severity, message: string): Finding {
  return { code, line: null, quote: '', message, severity };
}

import { quoteAround, type Severity } from '#quality';
import type { DecodedText } from '../decode.js';
import { bodyLines, type TextOutline } from '../outline.js';
import type { Finding } from './finding.js';

/** Findings about the file as a whole: what an editor has to supply because the text does not hold it. */
export function fileFindings(outline: TextOutline): Finding[] {
  const found: Finding[] = [];
  if (outline.title === null) found.push(titleMissing(outline));
  if (!outline.hasDate) {
    const message = 'No date of publication or review is in the file; have the text checked and dated.';
    found.push(whole('DATE_MISSING', 'fix', message));
  }
  return found;
}

/** A file that was not UTF-8 is read, but its letters should be looked at. */
export function encodingFindings(encoding: DecodedText['encoding']): Finding[] {
  if (encoding === 'utf-8') return [];
  const message = `The file was read as ${encoding}; check accented letters and quotation marks, and save it as UTF-8.`;
  return [whole('ENCODING_CONVERTED', 'note', message)];
}

function titleMissing(outline: TextOutline): Finding {
  return {
    code: 'TITLE_MISSING',
    line: outline.lines[0]?.line ?? 1,
    quote: quoteAround(bodyLines(outline)[0]?.text ?? '', 0, 0).quote,
    message: 'The file has no title; give the article one.',
    severity: 'block',
  };
}

function whole(code: string, severity: Severity, message: string): Finding {
  return { code, line: null, quote: '', message, severity };
}

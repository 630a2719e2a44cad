import { canonicalContent } from '../canonical/canonical-content.js';
import { canonicalJson } from '../canonical/canonical-json.js';
import { nfc } from '../canonical/nfc.js';
import { DocumentTooLarge, InvalidDocument } from '../refusals.js';
import { isStorableText } from '../schema/rules.js';
import type { ArticleContent } from '../types.js';
import { LIMITS, tooLarge } from './limits.js';
import { nodeFault } from './node-fault.js';
import { isPlainObject, unknownKey } from './plain.js';
import { referencesFault } from './reference-fault.js';

/**
 * Checks anything against the schema of an article's content. The answer is in canonical form: parsing it again, or
 * taking it through ProseMirror and back, changes nothing, and its hash is the hash of what was given.
 *
 * `summary` may be left out (empty) and `references` too (none). Refused with `InvalidDocument` (with the path of the
 * first fault) or `DocumentTooLarge`; never throws, whatever comes in.
 */
export function parseContent(input: unknown): ArticleContent | InvalidDocument | DocumentTooLarge {
  if (!isPlainObject(input)) return new InvalidDocument('', 'The content must be an object with a document.');
  const { locale, title, summary = '', document, references = [] } = input;
  const head =
    unknownKey(input, ['locale', 'title', 'summary', 'document', 'references'], '') ??
    localeFault(locale) ??
    lineFault('title', title, 200) ??
    lineFault('summary', summary, 500) ??
    referencesFault(references);
  if (head) return head.path.startsWith('.') ? new InvalidDocument(head.path.slice(1), head.message) : head;
  const size = tooLarge(document);
  if (size) return size;
  const fault = bodyFault(document, references as { key: string }[]);
  if (fault) return fault;
  const content = canonicalContent({ locale, title, summary, document, references } as ArticleContent);
  const bytes = new TextEncoder().encode(canonicalJson(content)).length;
  return bytes > LIMITS.bytes ? new DocumentTooLarge('bytes', LIMITS.bytes) : content;
}

function bodyFault(document: unknown, references: readonly { key: string }[]): InvalidDocument | undefined {
  if (!isPlainObject(document) || document.type !== 'doc') {
    return new InvalidDocument('document.type', 'The document must be a block of type doc.');
  }
  return nodeFault(document, 'document', new Set(references.map(({ key }) => key)));
}

function lineFault(name: string, value: unknown, longest: number): InvalidDocument | undefined {
  if (isStorableText(value) && nfc(value).length <= longest) return undefined;
  return new InvalidDocument(
    name,
    `The ${name} must be text of 0 to ${longest} characters without control characters.`,
  );
}

function localeFault(locale: unknown): InvalidDocument | undefined {
  if (typeof locale === 'string' && locale.length <= 35) {
    try {
      Intl.getCanonicalLocales(locale);
      return undefined;
    } catch {
      // Not a language tag: refused below like every other wrong value.
    }
  }
  return new InvalidDocument('locale', 'The locale must be a language tag (BCP 47) such as en-US.');
}

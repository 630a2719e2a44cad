import { inflateSync } from 'node:zlib';
import { MediaDamaged, UnsafePdf } from './refusals.js';

/**
 * Names that let a PDF do something by itself, carry other files, or hide what it is (ISO 32000-2: 7.6 encryption,
 * 12.6.4 actions, 7.11.4 embedded files, 12.7.8 XFA, 13.6 and 13.7 multimedia).
 */
const FORBIDDEN: readonly [what: string, test: RegExp][] = [
  ['a password or encryption', /\/Encrypt[\s<\d]/],
  ['a program (JavaScript)', /\/JavaScript(?![A-Za-z])/],
  ['a command that starts other programs', /\/Launch(?![A-Za-z])/],
  ['other files inside it', /\/EmbeddedFiles?(?![A-Za-z])/],
  ['a form that carries its own programs (XFA)', /\/XFA[\s[\d]/],
  ['a form that sends what is typed into it', /\/SubmitForm(?![A-Za-z])/],
  ['sound, video or a player', /\/(RichMedia|Rendition|Screen|Movie)(?![A-Za-z])/],
];

/** Bytes that one packed part may become, and all of them: beyond it somebody packs to harm. */
const MOST_UNPACKED = 20_000_000;
const MOST_UNPACKED_IN_ALL = 80_000_000;

/** How far a stream's dictionary may stand before it; longer ones are not written by any program we know of. */
const DICTIONARY = 4_000;

/** A name may be written with hexadecimal digits: `/J#61vaScript` is `/JavaScript` (ISO 32000-2, 7.3.5). */
function withPlainNames(text: string): string {
  return text.replace(/#([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** The packed objects of a file, unpacked; null when one cannot be read, which is then not trusted. */
function packedObjects(bytes: Buffer, raw: string): string[] | null {
  const found: string[] = [];
  let total = 0;
  for (const match of raw.matchAll(/(?<!end)stream\r?\n/g)) {
    const before = raw.slice(Math.max(0, match.index - DICTIONARY), match.index);
    const dictionary = withPlainNames(before.slice(before.lastIndexOf(' obj') + 1));
    if (!/\/ObjStm(?![A-Za-z])/.test(dictionary)) continue;
    if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?\s*(\/|>|$)/.test(dictionary)) {
      // Not packed at all is fine: it was searched with the rest of the file.
      if (/\/Filter/.test(dictionary)) return null;
      continue;
    }
    const text = unpacked(bytes.subarray(match.index + match[0].length));
    total += text?.length ?? 0;
    if (text === null || total > MOST_UNPACKED_IN_ALL) return null;
    found.push(text);
  }
  return found;
}

function unpacked(bytes: Buffer): string | null {
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_UNPACKED }).toString('latin1');
  } catch {
    return null;
  }
}

/**
 * Why a PDF is refused; null for one that only shows pages. The whole file is searched, compressed objects included,
 * because a reader finds objects by their addresses and minds no order. What a scan cannot see is what a broken reader
 * makes of a broken file: that is why PDFs are served as downloads.
 */
export function pdfFault(bytes: Buffer): UnsafePdf | MediaDamaged | null {
  const raw = bytes.toString('latin1');
  if (!/startxref\s+\d+\s+%%EOF\s*$/.test(raw.slice(-2_048))) return new MediaDamaged();
  const packed = packedObjects(bytes, raw);
  if (!packed) return new UnsafePdf('parts that cannot be read');
  for (const text of [raw, ...packed].map(withPlainNames)) {
    const found = FORBIDDEN.find(([, test]) => test.test(text));
    if (found) return new UnsafePdf(found[0]);
  }
  return null;
}

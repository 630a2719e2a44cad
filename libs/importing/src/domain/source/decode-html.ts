import { type DecodedText, decodeText } from '../text/decode.js';
import type { BinaryFile } from '../text/refusals.js';

const DECLARED = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:-]{2,30})/i;

/**
 * The text of an HTML file. Valid UTF-8 is UTF-8 whatever the page says; otherwise the page's own word counts, and then
 * the rules for plain text.
 */
export function decodeHtml(fileName: string, bytes: Uint8Array): DecodedText | { text: string } | BinaryFile {
  const decoded = decodeText(fileName, bytes);
  if (!('text' in decoded) || decoded.encoding === 'windows-1252') {
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4_000));
    const label = DECLARED.exec(head)?.[1];
    const text = label && !bytes.includes(0) ? declared(label, bytes) : null;
    if (text !== null) return { text };
  }
  return decoded;
}

function declared(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

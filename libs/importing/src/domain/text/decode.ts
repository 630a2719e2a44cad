import { BinaryFile } from './refusals.js';

/** Text of a file, and the encoding it was read as. Anything but `utf-8` is reported to the editor. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
}

/** Bytes that windows-1252 leaves undefined. */
const UNDEFINED_IN_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** More letters outside ASCII than this (1 in 5 bytes) is not Western European prose. */
const MAX_HIGH_SHARE = 0.2;

/**
 * Reads bytes as text without guessing: UTF-8; UTF-16 when a byte order mark says so; windows-1252 (Latin-1) only when
 * no byte of it could be part of a UTF-8 character, so that damaged UTF-8 is refused instead of garbled.
 */
export function decodeText(fileName: string, bytes: Uint8Array): DecodedText | BinaryFile {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(fileName, bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(fileName, bytes, 'utf-16be');
  if (bytes.includes(0)) return new BinaryFile(fileName, 'it holds NUL bytes');
  if (hasControlByte(bytes)) return new BinaryFile(fileName, 'it holds control bytes that no text has');
  const utf8 = strictDecode('utf-8', bytes);
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' };
  if (looksLike1252(bytes)) return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  return new BinaryFile(fileName, 'its bytes are not valid UTF-8');
}

function decodeUtf16(fileName: string, bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText | BinaryFile {
  const text = strictDecode(encoding, bytes);
  if (text === null || text.includes('\0')) return new BinaryFile(fileName, 'it begins as UTF-16 and then breaks off');
  return { text, encoding };
}

function strictDecode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function hasControlByte(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 0x20 && (byte < 0x09 || byte > 0x0d));
}

function looksLike1252(bytes: Uint8Array): boolean {
  let high = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte < 0x80) continue;
    high++;
    const next = bytes[at + 1] ?? 0;
    const beginsUtf8 = byte >= 0xc2 && byte <= 0xf4 && next >= 0x80 && next <= 0xbf;
    if (UNDEFINED_IN_1252.has(byte) || beginsUtf8) return false;
  }
  return high / bytes.length <= MAX_HIGH_SHARE;
}

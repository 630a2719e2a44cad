import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const DIGITS = 16;

/**
 * The identity of a finding: its code, its words and the passage they stand in, without regard to white space. The code
 * stands in front, so that a key can be read in a log.
 */
export function findingKey(code: string, quote: string, passage: string): string {
  const text = `${code}\n${quote}\n${passage}`;
  return `${code}-${shortHash(text.normalize('NFC').replace(/\s+/g, ' ').trim())}`;
}

/** 64 bits of SHA-256 in hexadecimal digits: enough for the findings of one article. */
export function shortHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, DIGITS);
}

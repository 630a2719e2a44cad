import { nfc } from './nfc.js';

/**
 * JSON in one form only: keys sorted by UTF-16 code unit, no white space, text in Unicode NFC, keys without a value
 * left out (the ordering and number rules of RFC 8785). Equal values give equal bytes.
 *
 * Throws `TypeError` for what JSON cannot hold: NaN, infinities, functions, symbols, bigints.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(nfc(value));
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON.`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`A ${typeof value} has no canonical JSON.`);
  return `{${members(value as Record<string, unknown>).join(',')}}`;
}

function members(value: Record<string, unknown>): string[] {
  return Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(nfc(name))}:${canonicalJson(value[name])}`);
}

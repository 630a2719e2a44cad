import { InvalidDocument } from '../refusals.js';

/** True for a JSON object, and for nothing else that is an object in JavaScript. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]';
}

/** A caller's name for something, short enough for a sentence. */
export function quoted(name: unknown): string {
  // Only text is shown: turning an object from outside into text could run its code, or throw.
  const shown = typeof name === 'string' ? name : typeof name;
  return JSON.stringify(shown.length > 40 ? `${shown.slice(0, 40)}…` : shown);
}

/** The first key of an object that is not among the known ones. */
export function unknownKey(
  value: Record<string, unknown>,
  known: readonly string[],
  path: string,
): InvalidDocument | undefined {
  const key = Object.keys(value).find((name) => !known.includes(name));
  if (key === undefined) return undefined;
  return new InvalidDocument(`${path}.${key.slice(0, 40)}`, `${quoted(key)} is not known here. Remove it.`);
}

import { isPictureUrl, isSafeUrl, isWebUrl } from './safe-url.js';

/** One rule for the value of an attribute. `says` completes the sentence "<name> must be ...". */
export interface Rule {
  readonly says: string;
  test(value: unknown): boolean;
}

/** Lone surrogates cannot be stored as UTF-8; control characters break XML feeds, and NUL is refused by Postgres. */
const UNSTORABLE = /(?![\t\n\r\u007f-\u009f])[\p{Cc}\p{Cs}\ufffe\uffff]/u;

/** True for text that survives the database, XML and UTF-8 unchanged. */
export function isStorableText(value: unknown): value is string {
  return typeof value === 'string' && !UNSTORABLE.test(value);
}

export function text(from: number, to: number): Rule {
  return {
    says: `text of ${from} to ${to} characters without control characters`,
    test: (value) => isStorableText(value) && value.length >= from && value.length <= to,
  };
}

export function integer(from: number, to: number): Rule {
  return {
    says: `a whole number from ${from} to ${to}`,
    test: (value) => typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to,
  };
}

export function oneOf(...values: readonly string[]): Rule {
  return {
    says: `one of ${values.join(', ')}`,
    test: (value) => typeof value === 'string' && values.includes(value),
  };
}

export function pattern(expression: RegExp, says: string): Rule {
  return { says, test: (value) => isStorableText(value) && expression.test(value) };
}

export function either(a: Rule, b: Rule): Rule {
  return { says: `${a.says}, or ${b.says}`, test: (value) => a.test(value) || b.test(value) };
}

export function orNothing(rule: Rule): Rule {
  return { says: `${rule.says}, or nothing`, test: (value) => value === null || rule.test(value) };
}

export const yesOrNo: Rule = { says: 'true or false', test: (value) => typeof value === 'boolean' };

export const linkUrl: Rule = {
  says: 'an https, http, mailto or tel address, or a path that begins with /',
  test: isSafeUrl,
};

export const pictureUrl: Rule = {
  says: 'an https or http address, or a path that begins with /',
  test: isPictureUrl,
};

export const webUrl: Rule = {
  says: 'an https or http address',
  test: (value) => typeof value === 'string' && isWebUrl(value),
};

export const id = pattern(/^[A-Za-z0-9_-]{1,64}$/, 'an id of 1 to 64 letters, digits, hyphens and underscores');
export const key = pattern(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/, 'a key of 1 to 64 letters, digits and . _ : -');
export const sha256Hex = pattern(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits');

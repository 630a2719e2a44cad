/**
 * What somebody typed, without the dashes that exclude nothing. A minus before a word or a quotation leaves that out of the
 * answer; "knee pain - exercises" and a line of dashes mean no such thing, and Postgres refuses more than some thirty
 * minuses in a row (`tsquery stack too small`).
 */
export function askable(text: string): string {
  return text.replace(/--+|-(?![\p{L}\p{N}"])/gu, ' ');
}

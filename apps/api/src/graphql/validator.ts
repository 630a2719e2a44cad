import { createHash } from 'node:crypto';

/**
 * The validator of an answer to GET. A weak one: the same answer may be sent plain or compressed, and the bytes that are
 * compared are those of the plain one.
 */
export function validatorOf(body: string | Buffer): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/** Whether `If-None-Match` names this validator (weak comparison, RFC 9110 sections 8.8.3.2 and 13.1.2). */
export function isKnown(ifNoneMatch: string, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => bare(tag) === bare(etag) || tag.trim() === '*');
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const IV = 12;
const TAG = 16;

/** Under what a text is sealed: a key of 32 bytes, and what the text belongs to. */
export interface Seal {
  readonly key: Buffer;
  /** Bound in: what was moved to another row does not open. */
  readonly boundTo: string;
}

/** A text under AES-256-GCM (NIST SP 800-38D): twelve random bytes, the cipher text, the tag of sixteen bytes. */
export function sealText(text: string, { key, boundTo }: Seal): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(boundTo));
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when it was sealed under another key, for something else, or was changed since */
export function openText(sealed: Buffer, { key, boundTo }: Seal): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(boundTo)).setAuthTag(sealed.subarray(-TAG));
  return decipher.update(sealed.subarray(IV, -TAG), undefined, 'utf8') + decipher.final('utf8');
}

// Opens the sealed address of a subscriber without the product's code, by what its documentation says: AES-256-GCM under a
// key derived from the secret (HKDF), the id of the subscriber bound in.
import { createDecipheriv, hkdfSync } from 'node:crypto';

export function openAddress(secret, subscriberId, box) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'carepress audience address', 32));
  const bytes = Buffer.from(box.replace(/^v1\./, ''), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(subscriberId)).setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
}

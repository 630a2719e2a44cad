import type { Readable } from 'node:stream';

const MOST_BYTES = 2_048;

/**
 * The first 2 kB of an answer as text, and the rest unread. An answer that breaks off counts as far as it came: its
 * status said what matters. NUL is taken out because Postgres cannot store it.
 */
export async function readExcerpt(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= MOST_BYTES) break;
    }
  } catch {
    // Broken off.
  }
  body.on('error', () => undefined).destroy();
  return Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8').replaceAll('\0', '');
}

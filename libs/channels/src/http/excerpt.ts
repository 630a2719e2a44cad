import type { Readable } from 'node:stream';

const MOST_BYTES = 2_048;

/**
 * The first bytes of an answer as text, 2 kB if nothing else is said, and the rest unread. An answer that breaks off counts as far as it came: its
 * status said what matters. NUL is taken out because Postgres cannot store it.
 */
export async function readExcerpt(body: Readable, mostBytes: number = MOST_BYTES): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= mostBytes) break;
    }
  } catch {
    // Broken off.
  }
  body.on('error', () => undefined).destroy();
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8').replaceAll('\0', '');
}

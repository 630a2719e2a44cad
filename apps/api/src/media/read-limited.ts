import type { IncomingMessage } from 'node:http';
import { InvalidInput } from '#kernel';
import { MediaTooLarge } from '#media';

/** A whole upload may take this long; a line that is slower than that holds a connection and memory for nothing. */
const LONGEST_MS = 180_000;

/**
 * The body of a request, read as it comes and never beyond `maxBytes`: neither its length header nor the lack of one
 * makes this process hold more.
 */
export async function readLimited(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | MediaTooLarge | InvalidInput> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return new MediaTooLarge(maxBytes);
  const broken = new InvalidInput('body', 'The upload broke off or took more than three minutes. Send the file again.');
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    const end = (answer: Buffer | MediaTooLarge | InvalidInput): void => {
      clearTimeout(timer);
      request.removeAllListeners('data').pause();
      resolve(answer);
    };
    const timer = setTimeout(() => end(broken), LONGEST_MS);
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) end(new MediaTooLarge(maxBytes));
      else chunks.push(chunk);
    });
    request.once('end', () => end(Buffer.concat(chunks, length)));
    request.once('error', () => end(broken));
    request.once('aborted', () => end(broken));
  });
}

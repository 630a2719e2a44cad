import { request } from 'node:http';

const PIECE_BYTES = 1_000_000;

/** Posts zeros without saying how many will come, until somebody answers. @returns the status @param most bytes that are sent */
export function postWithoutEnd(url: string, headers: Record<string, string>, most: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    const post = request(url, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    post.on('error', reject);
    const more = () => {
      if (sent > most || post.destroyed) return;
      sent += PIECE_BYTES;
      post.write(Buffer.alloc(PIECE_BYTES), () => setImmediate(more));
    };
    more();
  });
}

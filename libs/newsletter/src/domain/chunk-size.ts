/** A chunk is to last about so long, in milliseconds: its articles are looked at again with the next one. */
const CHUNK_MS = 700;
/** Chunks of a fast server are larger: looking at the articles costs the same for each. */
const MOST_TIMES = 5;
const LEAST_SHARE = 0.1;

/** How many people to lease first: nobody knows yet how fast the mail server is, and a chunk is not asked about again. */
export function firstChunkSize(usual: number): number {
  return Math.ceil(usual * LEAST_SHARE);
}

/**
 * How many people to lease next: about as many as the mail server takes in `CHUNK_MS`, and at most twice or half as many
 * as before, so that one slow moment does not decide.
 *
 * @param took how long the last chunk lasted, in milliseconds
 * @param usual how many are leased where a server is neither slow nor fast
 */
export function nextChunkSize(size: number, took: number, usual: number): number {
  const wanted = (size * CHUNK_MS) / Math.max(1, took);
  const gentle = Math.min(Math.max(wanted, size / 2), size * 2);
  return Math.ceil(Math.min(Math.max(gentle, usual * LEAST_SHARE), usual * MOST_TIMES));
}

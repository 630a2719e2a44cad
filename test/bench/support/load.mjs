import autocannon from 'autocannon';

/** Open connections, as in the figures of others that ours are read beside. */
const CONNECTIONS = 32;

/**
 * Puts a server under load for some seconds, after a warm-up that is not counted.
 *
 * @param server where it is, and what it says of the processor time it has used
 * @param headers sent with every request, beside the content type
 * @returns answers a second, and the latency in milliseconds that 99 of 100 answers keep
 * @throws when an answer was not 200: a fast refusal is no throughput
 */
export async function load(server, bodies, seconds, headers = {}) {
  const { url } = server;
  const sent = { 'content-type': 'application/json', ...headers };
  const options = {
    url: `${url}/delivery/graphql`,
    connections: CONNECTIONS,
    requests: bodies.map((body) => ({ method: 'POST', headers: sent, body })),
  };
  await autocannon({ ...options, duration: Math.max(1, Math.round(seconds / 3)) });
  const before = server.processorMicros();
  const result = await autocannon({ ...options, duration: seconds });
  const used = before === null ? null : server.processorMicros() - before;
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${bad} of ${result.requests.total} answers of ${url} were not good.`);
  return {
    perSecond: result.requests.average,
    p99Ms: result.latency.p99,
    total: result.requests.total,
    micros: used === null ? null : used / result.requests.total,
  };
}

/** The middle one of several numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Two digits behind the point. */
export function rounded(number) {
  return Math.round(number * 100) / 100;
}

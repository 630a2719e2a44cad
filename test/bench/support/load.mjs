import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

/** Open connections, as in the figures of others that ours are read beside. */
const CONNECTIONS = 32;
const HEAD_END = Buffer.from('\r\n\r\n');
const GOOD = Buffer.from('HTTP/1.1 200 ');
/** Far more than an answer of these benches is long. */
const READ_BYTES = 262_144;

/**
 * Puts a server under load for some seconds, after a warm-up that is not counted. Each connection asks, waits for the whole
 * answer and asks again. Written for this because a general tool costs more for an answer than the servers do, and would
 * be what is measured: it looks at the status and the length of an answer and at nothing else.
 *
 * @param server where it is, and what it says of the processor time it has used
 * @param headers sent with every request, beside the content type
 * @returns answers a second, and the latency in milliseconds that 99 of 100 answers keep
 * @throws when an answer was not 200: a fast refusal is no throughput
 */
export async function load(server, bodies, seconds, headers = {}) {
  const requests = bodies.map((body) => requestOf(server.url, body, headers));
  await ask(server.url, requests, Math.max(1, Math.round(seconds / 3)));
  const before = server.processorMicros();
  const { latencies, took } = await ask(server.url, requests, seconds);
  const used = before === null ? null : server.processorMicros() - before;
  const total = latencies.length;
  if (total === 0) throw new Error(`${server.url} answered nothing in ${seconds} s.`);
  latencies.sort((a, b) => a - b);
  return {
    perSecond: total / took,
    p99Ms: rounded(latencies[Math.floor(total * 0.99)]),
    total,
    micros: used === null ? null : used / total,
  };
}

function requestOf(url, body, headers) {
  const sent = { 'content-type': 'application/json', ...headers, 'content-length': Buffer.byteLength(body) };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `POST /delivery/graphql HTTP/1.1\r\nhost: ${new URL(url).host}\r\nconnection: keep-alive\r\n${lines.join('')}\r\n${body}`,
  );
}

/** All connections at once, until the time is over. Seconds, and milliseconds for each answer. */
async function ask(url, requests, seconds) {
  const latencies = [];
  const began = performance.now();
  const end = began + seconds * 1_000;
  const each = Array.from({ length: CONNECTIONS }, (_, n) => converse(url, requests, n, end, latencies));
  await Promise.all(each);
  return { latencies, took: (performance.now() - began) / 1_000 };
}

/** One connection. @param first which of the requests it begins with, so that not all ask for the same */
function converse(url, requests, first, end, latencies) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let next = first;
    let sentAt = 0;
    // What is missing of the answer that is on its way; -1 before its head was read.
    let missing = -1;
    const say = () => {
      missing = -1;
      sentAt = performance.now();
      socket.write(requests[next++ % requests.length]);
    };
    const hear = (count, buffer) => {
      if (missing < 0) missing = lengthOf(buffer.subarray(0, count));
      missing -= count;
      if (missing > 0) return true;
      const now = performance.now();
      latencies.push(now - sentAt);
      if (now < end) say();
      else socket.end();
      return true;
    };
    const onread = {
      buffer: Buffer.allocUnsafe(READ_BYTES),
      callback: (count, buffer) => {
        try {
          return hear(count, buffer);
        } catch (error) {
          socket.destroy(error);
          return false;
        }
      },
    };
    const socket = connect({ host: hostname, port: Number(port), noDelay: true, onread }, say);
    socket.on('error', reject);
    socket.on('close', resolve);
  });
}

/** Bytes of a whole answer, by its head. @throws when it is not 200, or does not say how long it is in its first packet */
function lengthOf(bytes) {
  const end = bytes.indexOf(HEAD_END);
  const head = bytes.latin1Slice(0, Math.max(end, 0));
  const length = /\r\ncontent-length: (\d+)/i.exec(head);
  if (!bytes.subarray(0, GOOD.length).equals(GOOD) || !length) {
    throw new Error(`No good answer: ${bytes.latin1Slice(0, 200)}`);
  }
  return end + HEAD_END.length + Number(length[1]);
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

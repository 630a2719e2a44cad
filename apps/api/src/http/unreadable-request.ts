import { STATUS_CODES } from 'node:http';
import type { ConnectionError } from 'fastify';

const FAULTS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The address or the headers are too long. Send a long question by POST.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time. Send it again.'],
};
const OTHERWISE = [400, 'The request could not be read as HTTP. Send it again.'] as const;

/** The connection of a request, as far as it is answered here. */
interface Connection {
  readonly writable: boolean;
  readonly bytesWritten: number;
  end(text: string): unknown;
  destroy(): unknown;
}

/**
 * Answers what is no request yet: nobody knows which address it was for, so the answer carries the words as GraphQL has
 * them and as plain routes do. A connection that is gone, or on which an answer was begun, is ended.
 */
export function answerUnreadable(error: ConnectionError, socket: Connection): void {
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const [status, message] = FAULTS[error.code] ?? OTHERWISE;
  const code = `HTTP_${status}`;
  const body = JSON.stringify({ code, message, errors: [{ message, extensions: { code } }] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

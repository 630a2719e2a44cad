import type { IncomingMessage } from 'node:http';

/** A larger question is answered, and not kept: its bytes are its key. */
const MAX_QUESTION_BYTES = 16_384;

/** What of a request an answer hangs on, read from the header lines as they came. */
export interface RawQuestion {
  readonly isPost: boolean;
  /** Bytes of the body; 0 for GET. */
  readonly length: number;
  readonly accept: string;
  readonly contentType: string;
  readonly encodings: string;
  readonly ifNoneMatch: string | undefined;
  /** Whoever asks for an answer that comes from no cache gets one. */
  readonly fresh: boolean;
  /** True when it carries credentials: they are looked at before an answer is. */
  readonly hasCredentials: boolean;
  /** What the key of the request opens; empty without one. Answers to it are kept apart from those to everybody. */
  readonly opens: string;
}

type Lines = {
  accept: string;
  type: string;
  encodings: string;
  length: string;
  tag: string | undefined;
  cache: string;
  plain: boolean;
  credentials: boolean;
};

// The header object that Node makes on demand costs more than all of the rest: the lines are read as they are. Lengths
// come first, because most lines are none of these.
function readLine(lines: Lines, name: string, value: string): void {
  switch (name.length) {
    case 6:
      if (name.toLowerCase() === 'accept') lines.accept = value;
      break;
    case 12:
      if (name.toLowerCase() === 'content-type') lines.type = value;
      break;
    case 13:
      readLongLine(lines, name.toLowerCase(), value);
      break;
    case 14:
      if (name.toLowerCase() === 'content-length') lines.length = value;
      break;
    case 15:
      if (name.toLowerCase() === 'accept-encoding') lines.encodings = value;
      break;
    case 16:
      if (name.toLowerCase() === 'content-encoding') lines.plain = false;
      break;
    case 17:
      if (name.toLowerCase() === 'transfer-encoding') lines.plain = false;
      break;
  }
}

function readLongLine(lines: Lines, name: string, value: string): void {
  if (name === 'authorization') lines.credentials = true;
  else if (name === 'if-none-match') lines.tag = value;
  else if (name === 'cache-control') lines.cache = value;
}

/**
 * The question in a request to `path`, when it is of the usual kind: undefined for one with an encoded body or without an
 * end, for another method, and for one that is too large.
 */
export function rawQuestion(request: IncomingMessage, path: string): RawQuestion | undefined {
  const { method, rawHeaders } = request;
  const url = request.url!;
  const isPost = method === 'POST';
  if (isPost ? url !== path : method !== 'GET' || url[path.length] !== '?' || !url.startsWith(path)) return undefined;
  const lines: Lines = {
    ...{ accept: '', type: '', encodings: '', length: '0', tag: undefined, cache: '' },
    ...{ plain: true, credentials: false },
  };
  for (let at = 0; at < rawHeaders.length; at += 2) readLine(lines, rawHeaders[at]!, rawHeaders[at + 1]!);
  const length = Number(lines.length);
  const fits = isPost ? length > 0 && length <= MAX_QUESTION_BYTES : length === 0 && url.length <= MAX_QUESTION_BYTES;
  if (!lines.plain || !fits) return undefined;
  return {
    isPost,
    length,
    accept: lines.accept,
    contentType: lines.type,
    encodings: lines.encodings,
    ifNoneMatch: lines.tag,
    fresh: lines.cache !== '' && /no-cache|no-store/.test(lines.cache),
    hasCredentials: lines.credentials,
    opens: '',
  };
}

/** The name under which an answer is kept: everything that it hangs on. */
export function keyOf({ isPost, accept, contentType, opens }: RawQuestion, url: string, body: string): string {
  return isPost ? `P${opens}${accept}\n${contentType}\n${body}` : `G${opens}${accept}\n${contentType}\n${url}`;
}

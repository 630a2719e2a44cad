import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { isKnown } from '../graphql/validator.js';
import type { ReadyAnswer } from './answer-cache.js';
import type { RawQuestion } from './raw-question.js';

/** Below this, compressing saves nothing that a reader would notice. */
const WORTH_COMPRESSING = 1_024;

const FORMS = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 6 }),
} as const;

export type Form = keyof typeof FORMS;

/** An answer in another form: the bytes on their way, and once they are there a character each. */
interface Compressed {
  readonly made: Promise<string>;
  bytes?: string;
}

/** Compressed once for as long as the answer is kept; whoever asks meanwhile waits for the same bytes. */
const compressed = new WeakMap<ReadyAnswer, Partial<Record<Form, Compressed>>>();

/** The codings that whoever asks can read (RFC 9110 section 12.5.3): those named, without those of weight nought. */
function readable(encodings: string): string[] {
  const listed = encodings.toLowerCase().split(',');
  return listed.filter((it) => !/;\s*q=0(\.0*)?\s*$/.test(it)).map((it) => it.split(';')[0]!.trim());
}

function formFor(encodings: string): Form | undefined {
  if (encodings === '') return undefined;
  const names = readable(encodings);
  if (names.includes('br')) return 'br';
  return names.includes('gzip') ? 'gzip' : undefined;
}

function compress(form: Form, answer: ReadyAnswer): Compressed {
  const made = FORMS[form](Buffer.from(answer.body, 'latin1')).then((bytes) => bytes.toString('latin1'));
  const it: Compressed = { made };
  made.then(
    (bytes) => {
      it.bytes = bytes;
    },
    () => undefined,
  );
  return it;
}

function compressedIn(form: Form, answer: ReadyAnswer): Compressed {
  const forms = compressed.get(answer) ?? {};
  forms[form] ??= compress(form, answer);
  compressed.set(answer, forms);
  return forms[form];
}

/** The compressed bytes of an answer, once they are made. */
export async function compressedBytes(form: Form, answer: ReadyAnswer): Promise<Buffer> {
  return Buffer.from(await compressedIn(form, answer).made, 'latin1');
}

/** The compressed bytes of an answer, a character each; undefined while they are being made. */
export function compressedNow(form: Form, answer: ReadyAnswer): string | undefined {
  return compressedIn(form, answer).bytes;
}

/** The form in which an answer is sent to whoever asked so; undefined as it is. */
export function formOf(answer: ReadyAnswer, asked: RawQuestion): Form | undefined {
  return answer.body.length < WORTH_COMPRESSING ? undefined : formFor(asked.encodings);
}

/** Whether whoever asks has these very bytes already. */
export function isHeldBy(asked: RawQuestion, answer: ReadyAnswer): boolean {
  return answer.etag !== undefined && asked.ifNoneMatch !== undefined && isKnown(asked.ifNoneMatch, answer.etag);
}

async function sendCompressed(form: Form, answer: ReadyAnswer, response: ServerResponse): Promise<void> {
  const { bytes, made } = compressedIn(form, answer);
  const body = bytes ?? (await made.catch(() => undefined));
  if (body === undefined) {
    sendPlain(answer, response);
    return;
  }
  const head = [...answer.headers, 'content-encoding', form, 'content-length', String(body.length)];
  response.writeHead(200, head).end(body, 'latin1');
}

// The head of an answer with the length of its body is always the same one: made once.
const heads = new WeakMap<ReadyAnswer, string[]>();

function headOf(answer: ReadyAnswer): string[] {
  const known = heads.get(answer);
  if (known) return known;
  const head = [...answer.headers, 'content-length', String(answer.body.length)];
  heads.set(answer, head);
  return head;
}

function sendPlain(answer: ReadyAnswer, response: ServerResponse): void {
  response.writeHead(200, headOf(answer)).end(answer.body, 'latin1');
}

/** Sends a ready answer: 304 to whoever has it already, compressed to whoever can read that. */
export function sendReady(answer: ReadyAnswer, asked: RawQuestion, response: ServerResponse): void {
  if (isHeldBy(asked, answer)) {
    response.writeHead(304, answer.headers as string[]).end();
    return;
  }
  const form = formOf(answer, asked);
  if (form) void sendCompressed(form, answer, response);
  else sendPlain(answer, response);
}

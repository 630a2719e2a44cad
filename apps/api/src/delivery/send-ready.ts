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

type Form = keyof typeof FORMS;

/** Compressed once for as long as the answer is kept; whoever asks meanwhile waits for the same bytes. */
const compressed = new WeakMap<ReadyAnswer, Partial<Record<Form, Promise<Buffer>>>>();

function formFor(encodings: string): Form | undefined {
  if (encodings === '' || encodings.includes('q=0')) return undefined;
  if (/\bbr\b/.test(encodings)) return 'br';
  return /\bgzip\b/.test(encodings) ? 'gzip' : undefined;
}

function bytesIn(form: Form, answer: ReadyAnswer): Promise<Buffer> {
  const forms = compressed.get(answer) ?? {};
  forms[form] ??= FORMS[form](Buffer.from(answer.body, 'latin1'));
  compressed.set(answer, forms);
  return forms[form];
}

async function sendCompressed(form: Form, answer: ReadyAnswer, response: ServerResponse): Promise<void> {
  const bytes = await bytesIn(form, answer).catch(() => undefined);
  if (!bytes) {
    sendPlain(answer, response);
    return;
  }
  const head = [...answer.headers, 'content-encoding', form, 'content-length', String(bytes.length)];
  response.writeHead(200, head).end(bytes);
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
  if (answer.etag !== undefined && asked.ifNoneMatch !== undefined && isKnown(asked.ifNoneMatch, answer.etag)) {
    response.writeHead(304, answer.headers as string[]).end();
    return;
  }
  const form = answer.body.length < WORTH_COMPRESSING ? undefined : formFor(asked.encodings);
  if (form) void sendCompressed(form, answer, response);
  else sendPlain(answer, response);
}

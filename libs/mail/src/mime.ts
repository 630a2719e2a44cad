import { domainToASCII } from 'node:url';
import { encodeWords, foldLines } from 'nodemailer/lib/mime-funcs';
import { encode, wrap } from 'nodemailer/lib/qp';
import { oneLine } from './text.js';

const LINE = 74;
const ASCII = /^[\x21-\x7e]*$/;

/** A header whose value may hold any letter: RFC 2047 words, folded at spaces. */
export function textHeader(name: string, value: string): string {
  return foldLines(`${name}: ${encodeWords(oneLine(value), 'Q', 52)}`, 76);
}

/** A header that must stand on one line, because mail programs and DKIM signers stumble over a folded one. */
export function plainHeader(name: string, value: string): string {
  return `${name}: ${oneLine(value)}`;
}

/** An address with a name in front of it. */
export function mailbox(name: string, address: string): string {
  const plain = oneLine(name);
  if (plain === '') return `<${address}>`;
  const ascii = /^[\x20-\x7e]*$/.test(plain);
  const phrase = ascii ? `"${plain.replace(/["\\]/g, '\\$&')}"` : encodeWords(plain, 'Q', 52);
  return `${phrase} <${address}>`;
}

/** The address for SMTP: the domain in the form every server understands. */
export function smtpAddress(email: string): string {
  const at = email.lastIndexOf('@');
  if (ASCII.test(email)) return email;
  return `${email.slice(0, at)}@${domainToASCII(email.slice(at + 1)) || email.slice(at + 1)}`;
}

/** A date as RFC 5322 section 3.3 writes it. */
export function headerDate(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}

/** A body with holes, encoded once: only the values in the holes are encoded for each message. */
export type EncodedBody = readonly (Buffer | { readonly hole: string })[];

/** Letters that stand for themselves in quoted-printable, and a space between them: a link or a date of one person. */
const PLAIN = /^[!-<>-~](?:[ !-<>-~]*[!-<>-~])?$/;
const PLAIN_LINES = new RegExp(`.{1,${LINE - 1}}`, 'g');

function encoded(text: string): Buffer {
  const lines = PLAIN.test(text)
    ? text.match(PLAIN_LINES)!.join('=\r\n')
    : wrap(encode(text.replace(/\r\n|\r|\n/g, '\r\n')), LINE);
  return Buffer.from(lines, 'latin1');
}

/**
 * Encodes a body as quoted-printable (RFC 2045 section 6.7) in pieces. Between two pieces stands a soft line break, so
 * that a value can be put in without encoding what is around it again.
 *
 * @param holes what to look for in the text, and the name of the value that comes in its place
 */
export function encodeBody(text: string, holes: Readonly<Record<string, string>>): EncodedBody {
  const marks = Object.keys(holes);
  const pattern = new RegExp(`(${marks.map((mark) => mark.replace(/[^\w]/g, '\\$&')).join('|')})`);
  const pieces = marks.length === 0 ? [text] : text.split(pattern);
  return pieces
    .filter((piece) => piece !== '')
    .map((piece) => (Object.hasOwn(holes, piece) ? { hole: holes[piece]! } : encoded(piece)));
}

const SOFT_BREAK = Buffer.from('=\r\n');

/** The body of one message, in pieces that follow each other. */
export function fillBody(body: EncodedBody, values: Readonly<Record<string, string>>): Buffer[] {
  return body.flatMap((piece, index) => {
    const bytes = Buffer.isBuffer(piece) ? piece : encoded(values[piece.hole] ?? '');
    return index === 0 ? [bytes] : [SOFT_BREAK, bytes];
  });
}

export interface Alternative {
  readonly headers: readonly string[];
  readonly boundary: string;
  /** Both encoded as quoted-printable. */
  readonly text: readonly Buffer[];
  readonly html: readonly Buffer[];
}

/** A whole message with a text and an HTML part. */
export function multipart(message: Alternative): Buffer {
  return Buffer.concat(multipartPieces(message));
}

/** The same in pieces, of which the long ones are those that were given: nothing is copied for each person. */
export function multipartPieces({ headers, boundary, text, html }: Alternative): readonly Buffer[] {
  // RFC 2046 section 5.1.4: the plainest comes first.
  const head = [
    ...headers,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative;\r\n boundary="${boundary}"`,
  ].join('\r\n');
  const part = (type: string) =>
    `--${boundary}\r\nContent-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
  return inFewPieces([
    ...[Buffer.from(`${head}\r\n\r\n${part('plain')}`), ...text],
    ...[Buffer.from(`\r\n${part('html')}`), ...html],
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

/** A piece that is not worth a place of its own. */
const SHORT = 512;

/** With short pieces put together: the system is given each piece, and that costs more than copying a few bytes. */
function inFewPieces(pieces: readonly Buffer[]): readonly Buffer[] {
  const few: Buffer[] = [];
  let short: Buffer[] = [];
  const close = () => {
    if (short.length > 0) few.push(Buffer.concat(short));
    short = [];
  };
  for (const piece of pieces) {
    if (piece.length < SHORT) short.push(piece);
    else {
      close();
      few.push(piece);
    }
  }
  close();
  return few;
}

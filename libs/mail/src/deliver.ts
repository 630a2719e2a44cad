import { type Conversation, LineLost, type SmtpReply } from './conversation.js';
import { type MessagePieces, withDotsDoubled } from './dots.js';
import { classifyFault, plainReply, type SendOutcome } from './outcome.js';

/** What a mail server says that it can do, in its answer to EHLO. */
export interface SmtpFeatures {
  /** RFC 2920: several commands at once. */
  readonly pipelining: boolean;
  /** RFC 1870: it wants to know the length beforehand. */
  readonly size: boolean;
  /** RFC 6531: letters of any alphabet before the @. */
  readonly utf8: boolean;
}

/** @param answer to EHLO; of HELO nothing follows */
export function featuresOf(answer: string): SmtpFeatures {
  const has = (name: string) => new RegExp(`^250[- ]${name}(?:\\s|$)`, 'im').test(answer);
  return { pipelining: has('PIPELINING'), size: has('SIZE'), utf8: has('SMTPUTF8') };
}

export interface Delivered {
  readonly outcome: SendOutcome;
  /** False when the two sides may be at different places of the conversation: the line must be closed. */
  readonly inStep: boolean;
}

/** A longer message goes in chunks, so that a line that breaks in its middle is known to have broken there. */
const MOST_AT_ONCE = 65_536;
/** As bytes: a string among them would make the system write them one after the other. */
const FINAL_DOT = Buffer.from('.\r\n');

/** A command that was refused, and whether the conversation can go on after it. */
interface Refused {
  readonly reply: SmtpReply;
  readonly command: 'MAIL FROM' | 'RCPT TO' | 'DATA';
  readonly inStep: boolean;
}

const isYes = ({ code }: SmtpReply) => code >= 200 && code < 300;
/** Some servers answer DATA with 250 and mean 354. */
const mayGoOn = ({ code }: SmtpReply) => code >= 200 && code < 400;

/** RFC 6531 section 3.2: without the extension such an address must not be sent, and no server on the way has to take it. */
const NO_SMTPUTF8 =
  'Nothing was sent: our mail server cannot carry an address with letters beyond ASCII before the @ (it does not offer SMTPUTF8, RFC 6531).';
const BEYOND_ASCII = /[^\0-\x7f]/;
/** What would end the command that the address stands in. */
const NOT_IN_A_COMMAND = /[\r\n<>\0]/;

interface Route {
  readonly from: string;
  readonly to: string;
}

/** Where a delivery is, for whoever has to say what a lost line means. */
interface Progress {
  /** The command whose answer is waited for. */
  at: Refused['command'];
  /** True once the last byte was given to the system: from here on the server may have the message. */
  ended: boolean;
}

/** Hands one message to one person (RFC 5321 section 3.3). Never throws: how it ended is the answer. */
export async function deliver(
  talk: Conversation,
  features: SmtpFeatures,
  { from, to }: Route,
  message: MessagePieces,
): Promise<Delivered> {
  if (BEYOND_ASCII.test(to) && !features.utf8) return notBegun(NO_SMTPUTF8);
  if (NOT_IN_A_COMMAND.test(to)) return notBegun('Nothing was sent: the address cannot be written in SMTP.');
  const progress: Progress = { at: 'MAIL FROM', ended: false };
  try {
    const refused = await sayEnvelope(talk, mailCommands(features, { from, to }, lengthOf(message)), progress);
    if (refused) {
      const { reply, command } = refused;
      return { outcome: classifyFault(faultOf(reply, command), false), inStep: refused.inStep && reply.code !== 421 };
    }
    // What the server says before the body has left is no answer to it.
    if (!talk.isAhead) await sayBody(talk, message, progress);
    const reply = await talk.reply();
    return { outcome: outcomeOf(reply, progress.ended), inStep: progress.ended && reply.code !== 421 };
  } catch (error) {
    const { message: text } = error as Error;
    const lastWords = error instanceof LineLost ? error.lastWords : undefined;
    const fault = lastWords ? faultOf(lastWords, progress.at) : { message: text };
    return { outcome: classifyFault(fault, progress.ended), inStep: false };
  }
}

const notBegun = (reply: string): Delivered => ({ outcome: { kind: 'failed', reply }, inStep: true });

function outcomeOf(reply: SmtpReply, ended: boolean): SendOutcome {
  if (!isYes(reply)) return classifyFault(faultOf(reply, 'DATA'), ended);
  // A server that says yes before it has the whole message cannot be believed either way.
  return { kind: ended ? 'handedOver' : 'unknown', reply: plainReply(reply.text) };
}

const faultOf = ({ code, text }: SmtpReply, command: string) => ({
  message: text,
  response: text,
  responseCode: code,
  command,
});

interface Commands {
  readonly mail: string;
  readonly rcpt: string;
  readonly pipelining: boolean;
}

function mailCommands({ utf8, size, pipelining }: SmtpFeatures, { from, to }: Route, length: number): Commands {
  const international = utf8 && BEYOND_ASCII.test(from + to) ? ' SMTPUTF8' : '';
  const mail = `MAIL FROM:<${from}>${international}${size ? ` SIZE=${length}` : ''}\r\n`;
  return { mail, rcpt: `RCPT TO:<${to}>\r\n`, pipelining };
}

/** Undefined when the server waits for the message. */
async function sayEnvelope(
  talk: Conversation,
  { mail, rcpt, pipelining }: Commands,
  progress: Progress,
): Promise<Refused | undefined> {
  if (pipelining) {
    talk.say(`${mail}${rcpt}DATA\r\n`);
    return readPipelined(talk, progress);
  }
  for (const [command, words] of [
    ['MAIL FROM', mail],
    ['RCPT TO', rcpt],
    ['DATA', 'DATA\r\n'],
  ] as const) {
    progress.at = command;
    talk.say(words);
    const reply = await talk.reply();
    const good = command === 'DATA' ? mayGoOn(reply) : isYes(reply);
    if (!good) return { reply, command, inStep: true };
  }
  return undefined;
}

/** The three replies of one group (RFC 2920 section 3.1), of which a later one follows from an earlier one. */
async function readPipelined(talk: Conversation, progress: Progress): Promise<Refused | undefined> {
  const mail = await talk.reply();
  // A server that closes answers nothing more.
  if (mail.code === 421) return { reply: mail, command: 'MAIL FROM', inStep: false };
  progress.at = 'RCPT TO';
  const rcpt = await talk.reply();
  if (isYes(mail) && rcpt.code === 421) return { reply: rcpt, command: 'RCPT TO', inStep: false };
  progress.at = 'DATA';
  const data = await talk.reply();
  // It waits for a message although it took no sender: what it would do with an empty one nobody knows.
  if (!isYes(mail)) return { reply: mail, command: 'MAIL FROM', inStep: !mayGoOn(data) };
  if (!isYes(rcpt)) {
    if (mayGoOn(data)) {
      // The empty message has nobody to go to, and lets the conversation go on.
      talk.say(FINAL_DOT);
      await talk.reply();
    }
    return { reply: rcpt, command: 'RCPT TO', inStep: true };
  }
  return mayGoOn(data) ? undefined : { reply: data, command: 'DATA', inStep: true };
}

const lengthOf = (pieces: MessagePieces) => pieces.reduce((sum, { length }) => sum + length, 0);

/** Says `ended` before the last byte is given away, never after. Stops when the server answers in the middle. */
async function sayBody(talk: Conversation, message: MessagePieces, progress: Progress): Promise<void> {
  const pieces = withDotsDoubled(message);
  if (lengthOf(pieces) <= MOST_AT_ONCE) {
    progress.ended = true;
    talk.say(...pieces, FINAL_DOT);
    return;
  }
  const body = Buffer.concat(pieces);
  for (let from = 0; !talk.isAhead; from += MOST_AT_ONCE) {
    const chunk = body.subarray(from, from + MOST_AT_ONCE);
    if (from + MOST_AT_ONCE >= body.length) {
      progress.ended = true;
      talk.say(chunk, FINAL_DOT);
      return;
    }
    if (!talk.say(chunk)) await talk.drained();
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../command.js';
import { fetchText } from './running-api.js';

/** A message as the dev inbox shows it. */
export interface InboxMessage {
  readonly id: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly to: readonly { address: string }[];
}

interface Listed {
  readonly id: string;
  readonly subject: string;
  readonly to?: readonly { address: string }[];
}

const WAIT_MS = 30_000;

async function messages(inboxUrl: string): Promise<Listed[]> {
  const listed = JSON.parse((await fetchText(`${inboxUrl}/api/email`)).body) as Listed[] | { items: Listed[] };
  return Array.isArray(listed) ? listed : listed.items;
}

/** Waits for the message to this address with this in its subject, and reads it. */
export async function awaitMessage(inboxUrl: string, address: string, subject: string): Promise<InboxMessage> {
  for (const end = Date.now() + WAIT_MS; Date.now() < end; await sleep(250)) {
    const found = (await messages(inboxUrl)).find(
      (message) => message.subject.includes(subject) && message.to?.some((to) => to.address === address),
    );
    if (found) return JSON.parse((await fetchText(`${inboxUrl}/api/email/${found.id}`)).body) as InboxMessage;
  }
  throw new CliError(`No message "${subject}" came to ${address} within 30 seconds. Is the worker running?`);
}

/** The message as it was handed over, headers and all. */
export async function messageSource(inboxUrl: string, id: string): Promise<string> {
  return (await fetchText(`${inboxUrl}/api/email/${id}/source`)).body;
}

/** One header of a message's source, unfolded (RFC 5322, 2.2.3). */
export function headerOf(source: string, name: string): string {
  const head = source.split(/\r?\n\r?\n/)[0]!.replace(/\r?\n[ \t]+/g, ' ');
  const line = head.split(/\r?\n/).find((it) => it.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim() ?? '';
}

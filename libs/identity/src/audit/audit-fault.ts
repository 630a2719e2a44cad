import { createHash } from 'node:crypto';

/** A line of the chain with the entry it seals; the entry's fields are null when the entry is gone. */
export interface ChainLine {
  readonly seq: bigint;
  readonly entryId: bigint;
  readonly previousHash: string;
  readonly hash: string;
  /** What the hash covers, one field a line, without the hash before it; null when the entry is gone. */
  readonly text: string | null;
}

/** One place where the audit log is not what was written. */
export interface AuditFault {
  readonly kind: 'changed' | 'removed' | 'moved' | 'unsealed' | 'cutOff';
  /** The place in the chain, counted from 1; null for an entry that is in no place. */
  readonly seq: bigint | null;
  readonly entryId: bigint | null;
  /** A sentence for people. */
  readonly says: string;
}

/** Where the chain stands: how many lines, and the hash that covers them all. */
export interface AuditHead {
  readonly seq: bigint;
  readonly hash: string;
}

/** The head of an empty chain. */
export const CHAIN_START: AuditHead = { seq: 0n, hash: '0'.repeat(64) };

/** The hash of a line: SHA-256, in hexadecimal, of the hash before it, a line break, and the entry's text. */
export function hashOfLine(previousHash: string, text: string): string {
  return createHash('sha256').update(`${previousHash}\n${text}`, 'utf8').digest('hex');
}

/** What is wrong with one line, given the line before it. A fault is told once: the next line is judged by this one. */
export function faultsOfLine(before: AuditHead, line: ChainLine): AuditFault[] {
  const { seq, entryId } = line;
  const at = { seq, entryId };
  const faults: AuditFault[] = [];
  if (seq !== before.seq + 1n) {
    const from = before.seq + 1n;
    faults.push({ kind: 'removed', seq: from, entryId: null, says: `Lines ${from} to ${seq - 1n} are gone.` });
  } else if (line.previousHash !== before.hash) {
    faults.push({ kind: 'moved', ...at, says: `Line ${seq} does not follow the line before it.` });
  }
  if (line.text === null) {
    faults.push({ kind: 'removed', ...at, says: `Entry ${entryId}, line ${seq}, is gone.` });
  } else if (hashOfLine(line.previousHash, line.text) !== line.hash) {
    faults.push({ kind: 'changed', ...at, says: `Entry ${entryId}, line ${seq}, is not what was sealed.` });
  }
  return faults;
}

/** What is wrong with the chain's end, given the last line that was found. */
export function faultsOfEnd(last: AuditHead, head: AuditHead): AuditFault[] {
  if (last.seq === head.seq && last.hash === head.hash) return [];
  const says =
    last.seq < head.seq
      ? `The end was cut off: the head names line ${head.seq}, the last line is ${last.seq}.`
      : `The head names line ${head.seq} with another hash than the chain has.`;
  return [{ kind: 'cutOff', seq: head.seq, entryId: null, says }];
}

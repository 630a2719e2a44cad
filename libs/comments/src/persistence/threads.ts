import type { Anchor } from '#document';
import { newId } from '#kernel';
import type { Tx } from '#platform';

export type ThreadState = 'open' | 'resolved';

/** A conversation about one place of one pinned revision. */
export interface ThreadRow {
  readonly id: string;
  readonly articleId: string;
  readonly locale: string;
  /** The revision it was started in. */
  readonly revisionId: string;
  readonly anchor: Anchor;
  readonly createdById: string;
  readonly createdAt: Date;
  readonly state: ThreadState;
  /** Who resolved or reopened it last; null when nobody did. */
  readonly stateById: string | null;
  readonly stateAt: Date | null;
}

type Stored = NonNullable<Awaited<ReturnType<Tx['commentThread']['findUnique']>>>;

/** A stored thread with its anchor typed: it was made from the revision before it was written. */
export function toThreadRow(stored: Stored): ThreadRow {
  return stored as unknown as ThreadRow;
}

/** Adds a thread without any comment yet. The database refuses one on a revision that is not pinned. */
export async function insertThread(
  tx: Tx,
  thread: Pick<ThreadRow, 'articleId' | 'locale' | 'revisionId' | 'anchor' | 'createdById' | 'createdAt'>,
): Promise<ThreadRow> {
  const stored = await tx.commentThread.create({ data: { id: newId(), ...thread, anchor: { ...thread.anchor } } });
  return toThreadRow(stored);
}

export async function threadById(tx: Tx, id: string): Promise<ThreadRow | null> {
  const stored = await tx.commentThread.findUnique({ where: { id } });
  return stored && toThreadRow(stored);
}

/** Resolves or reopens a thread; false when it is so already. */
export async function moveThread(
  tx: Tx,
  id: string,
  to: ThreadState,
  by: { byId: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.commentThread.updateMany({
    where: { id, state: to === 'open' ? 'resolved' : 'open' },
    data: { state: to, stateById: by.byId, stateAt: by.at },
  });
  return count === 1;
}

/** Every open thread of an article in a locale, whichever revision it was started in. */
export async function openThreadsOf(tx: Tx, key: { articleId: string; locale: string }): Promise<ThreadRow[]> {
  const { articleId, locale } = key;
  const stored = await tx.commentThread.findMany({
    where: { articleId, locale, state: 'open' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return stored.map(toThreadRow);
}

/** The open threads that were started in exactly this revision. */
export async function openThreadsOn(tx: Tx, revisionId: string): Promise<ThreadRow[]> {
  const stored = await tx.commentThread.findMany({
    where: { revisionId, state: 'open' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return stored.map(toThreadRow);
}

/**
 * The threads of a revision in which a person said something that is not retracted: whether somebody who asks for
 * changes has said which.
 */
export async function threadsBy(tx: Tx, authorId: string, revisionId: string): Promise<ThreadRow[]> {
  const stored = await tx.commentThread.findMany({
    where: { revisionId, comments: { some: { authorId, retractedAt: null } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return stored.map(toThreadRow);
}

import { newId } from '#kernel';
import type { Tx } from '#platform';

/** One contribution to a thread. */
export interface CommentRow {
  readonly id: string;
  readonly threadId: string;
  readonly authorId: string;
  readonly text: string;
  /** Counts its edits, from 1. */
  readonly version: number;
  readonly createdAt: Date;
  readonly editedAt: Date | null;
  readonly retractedAt: Date | null;
}

/** What a comment said before an edit. */
export interface EarlierText {
  readonly commentId: string;
  readonly version: number;
  readonly text: string;
  readonly writtenAt: Date;
}

/** Adds a comment and whom it names. */
export async function insertComment(
  tx: Tx,
  comment: Pick<CommentRow, 'threadId' | 'authorId' | 'text' | 'createdAt'>,
  mentions: readonly string[],
): Promise<CommentRow> {
  const row = await tx.comment.create({ data: { id: newId(), ...comment } });
  await insertMentions(tx, row.id, mentions);
  return row;
}

/** Holds every other change of this comment back until the transaction ends; null when there is no such comment. */
export async function lockComment(tx: Tx, id: string): Promise<CommentRow | null> {
  await tx.$queryRaw`SELECT id FROM comment WHERE id = ${id}::uuid FOR UPDATE`;
  return commentById(tx, id);
}

export function commentById(tx: Tx, id: string): Promise<CommentRow | null> {
  return tx.comment.findUnique({ where: { id } });
}

/** Writes a comment's words anew and keeps what they were; false when it was changed or retracted since. */
export async function rewriteComment(tx: Tx, comment: CommentRow, text: string, at: Date): Promise<boolean> {
  const { id, version } = comment;
  // The row of the old words first: the database changes no words without it. Taken already means: somebody was quicker.
  const kept = await tx.$executeRaw`
    INSERT INTO comment_text (comment_id, version, text, written_at)
    VALUES (${id}::uuid, ${version}, ${comment.text}, ${comment.editedAt ?? comment.createdAt})
    ON CONFLICT DO NOTHING`;
  if (kept === 0) return false;
  const { count } = await tx.comment.updateMany({
    where: { id, version, retractedAt: null },
    data: { text, version: version + 1, editedAt: at },
  });
  return count === 1;
}

/** Marks a comment as retracted; false when it was. */
export async function markRetracted(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.comment.updateMany({ where: { id, retractedAt: null }, data: { retractedAt: at } });
  return count === 1;
}

/** The people a comment names from now on. Who was named before and is not any more was written to already. */
export async function replaceMentions(tx: Tx, commentId: string, userIds: readonly string[]): Promise<void> {
  await tx.commentMention.deleteMany({ where: { commentId, userId: { notIn: [...userIds] } } });
  await insertMentions(tx, commentId, userIds);
}

async function insertMentions(tx: Tx, commentId: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  const data = userIds.map((userId) => ({ commentId, userId }));
  await tx.commentMention.createMany({ data, skipDuplicates: true });
}

/** Everybody who said something in a thread that is not retracted. */
export async function participantsOf(tx: Tx, threadId: string): Promise<string[]> {
  const rows = await tx.comment.findMany({
    where: { threadId, retractedAt: null },
    distinct: ['authorId'],
    select: { authorId: true },
  });
  return rows.map(({ authorId }) => authorId);
}

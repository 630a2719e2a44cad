import { newId } from '#kernel';
import type { Tx } from '#platform';
import { type ReleaseState, releaseStates } from '../domain/states.js';

/** What keeps one text of a release from going live; without a text, what keeps all of it back. */
export interface ReleaseObstacle {
  readonly revisionId: string | null;
  readonly code: string;
  readonly message: string;
}

/** Several articles that go live on a site together. */
export interface ReleaseRow {
  readonly id: string;
  readonly siteId: string;
  readonly name: string;
  readonly publishAt: Date;
  readonly localTime: string | null;
  readonly timeZone: string | null;
  readonly state: ReleaseState;
  readonly createdById: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly obstacles: readonly ReleaseObstacle[] | null;
}

export interface ReleaseItemRow {
  readonly releaseId: string;
  readonly position: number;
  readonly articleId: string;
  readonly locale: string;
  readonly revisionId: string;
  readonly publicationId: string | null;
}

type NewRelease = Omit<ReleaseRow, 'id' | 'state' | 'finishedAt' | 'obstacles'> & { readonly key: string | null };

export async function addRelease(
  tx: Tx,
  release: NewRelease,
  items: readonly Pick<ReleaseItemRow, 'articleId' | 'locale' | 'revisionId'>[],
): Promise<ReleaseRow> {
  const id = newId();
  await tx.publicationRelease.create({ data: { id, ...release, state: 'planned' } });
  await tx.releaseItem.createMany({
    data: items.map(({ articleId, locale, revisionId }, position) => {
      return { releaseId: id, position, articleId, locale, revisionId };
    }),
  });
  return (await releaseById(tx, id))!;
}

export async function releaseById(tx: Tx, id: string): Promise<ReleaseRow | null> {
  return (await tx.publicationRelease.findUnique({ where: { id } })) as ReleaseRow | null;
}

/** The release that was planned at a site under this key. */
export async function releaseByKey(tx: Tx, siteId: string, key: string): Promise<ReleaseRow | null> {
  return (await tx.publicationRelease.findUnique({ where: { siteId_key: { siteId, key } } })) as ReleaseRow | null;
}

export async function itemsOf(tx: Tx, releaseIds: readonly string[]): Promise<ReleaseItemRow[]> {
  return tx.releaseItem.findMany({ where: { releaseId: { in: [...releaseIds] } }, orderBy: { position: 'asc' } });
}

/** Ends or moves a release; false when something else did first. */
export async function moveRelease(
  tx: Tx,
  id: string,
  to: ReleaseState,
  at: Date,
  obstacles?: readonly ReleaseObstacle[],
): Promise<boolean> {
  const again = to === 'planned' ? { finishedAt: null, faults: 0, retryAt: null, confirmedAt: at } : { finishedAt: at };
  const { count } = await tx.publicationRelease.updateMany({
    where: { id, state: { in: releaseStates.sourcesOf(to) } },
    // Prisma's type for JSON columns does not take read-only objects.
    data: { state: to, ...again, ...(obstacles ? { obstacles: obstacles as never } : {}) },
  });
  return count === 1;
}

/** Writes down what each text became. */
export async function fillItems(
  tx: Tx,
  releaseId: string,
  filled: readonly { position: number; publicationId: string }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE release_item i SET publication_id = f.publication_id
    FROM unnest(${filled.map((it) => it.position)}::int[], ${filled.map((it) => it.publicationId)}::uuid[])
      AS f (position, publication_id)
    WHERE i.release_id = ${releaseId}::uuid AND i.position = f.position`;
}

/** Takes one release that is due for this transaction; another worker skips it. */
export async function claimDueRelease(tx: Tx, at: Date): Promise<ReleaseRow | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM publication_release
    WHERE state = 'planned' AND publish_at <= ${at} AND (retry_at IS NULL OR retry_at <= ${at})
    ORDER BY publish_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return rows[0] ? releaseById(tx, rows[0].id) : null;
}

/** Counts a fault of ours and puts the release off; the count by now, 0 when it does not wait any more. */
export async function countReleaseFault(tx: Tx, id: string, retryAt: Date): Promise<number> {
  const data = { faults: { increment: 1 }, retryAt };
  const { count } = await tx.publicationRelease.updateMany({ where: { id, state: 'planned' }, data });
  return count === 1 ? (await tx.publicationRelease.findUniqueOrThrow({ where: { id } })).faults : 0;
}

/** True when a person let it go although it is long past. */
export async function isConfirmed(tx: Tx, id: string): Promise<boolean> {
  return (await tx.publicationRelease.findUniqueOrThrow({ where: { id } })).confirmedAt !== null;
}

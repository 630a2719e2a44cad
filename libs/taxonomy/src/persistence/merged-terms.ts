import { InvalidInput, isRefusal } from '#kernel';
import type { Tx } from '#platform';
import { CodesWouldBeLost } from '../domain/refusals.js';
import { cleanLabels, type TermLabel, wordsOfBoth } from '../domain/terms.js';
import { type TermRow, toTermRow, WITH_ALL } from './term-row.js';
import { ancestorsOf, archivedAmong, offerTermAgain, writeCodes, writeLabels } from './terms.js';

/** The two terms of a merge, also when they were merged before; null for one that does not exist. One statement. */
export async function termsMerging(
  tx: Tx,
  termId: string,
  intoId: string,
): Promise<[from: TermRow | null, into: TermRow | null]> {
  const stored = await tx.taxonomyTerm.findMany({ where: { id: { in: [termId, intoId] } }, include: WITH_ALL });
  const term = (id: string) => stored.find((it) => it.id === id);
  const [from, into] = [term(termId), term(intoId)];
  return [from ? toTermRow(from) : null, into ? toTermRow(into) : null];
}

/** What a merged term became; null for one that stands. */
export async function mergedInto(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.taxonomyTerm.findUnique({ where: { id }, select: { mergedIntoId: true } });
  return row?.mergedIntoId ?? null;
}

/**
 * Moves everything of one term into another, under the lock of the site's vocabulary: articles, children, codes, words.
 * A common term takes no words from one clinic: there the merged one keeps its own and learns those of the common one,
 * so that at this site each finds the other.
 *
 * @returns the articles that had the first one
 */
export async function mergeTerms(
  tx: Tx,
  siteId: string,
  from: TermRow,
  into: TermRow,
): Promise<{ articleIds: string[] } | InvalidInput | CodesWouldBeLost> {
  const fault = await mergeFault(tx, siteId, from, into);
  if (fault) return fault;
  const common = into.siteId === null;
  const labels = cleanLabels(common ? wordsOfBoth(from.labels, into.labels) : wordsOfBoth(into.labels, from.labels));
  if (isRefusal(labels)) return labels;
  // First, so that a writer who still names it is led on from here.
  await leadOn(tx, from.id, into.id);
  await tx.taxonomyTerm.updateMany({ where: { parentId: from.id }, data: { parentId: into.id } });
  await writeWords(tx, { from, into, labels, common });
  await offerTermAgain(tx, siteId, from.id);
  return { articleIds: await moveArticles(tx, from.id, into.id) };
}

async function mergeFault(
  tx: Tx,
  siteId: string,
  from: TermRow,
  into: TermRow,
): Promise<InvalidInput | CodesWouldBeLost | null> {
  if (from.id === into.id) return new InvalidInput('intoId', 'That is the term itself. Choose another one.');
  if (from.kind !== into.kind) return new InvalidInput('intoId', 'Choose a term of the same kind.');
  if ((await ancestorsOf(tx, into.id)).includes(from.id)) {
    return new InvalidInput('intoId', 'That term stands below this one. Merge it into this one, not the other way.');
  }
  if ((await archivedAmong(tx, siteId, [into.id])).length > 0) {
    return new InvalidInput('intoId', 'That term is archived at this site. Offer it again, or choose another one.');
  }
  const lost = from.codes.filter((own) => !into.codes.some((it) => it.system === own.system && it.code === own.code));
  return into.siteId === null && lost.length > 0 ? new CodesWouldBeLost(lost.map(({ code }) => code)) : null;
}

/** Makes a term lead to another one, and those that led to it before. */
async function leadOn(tx: Tx, fromId: string, intoId: string): Promise<void> {
  await tx.taxonomyTerm.update({ where: { id: fromId }, data: { mergedIntoId: intoId, parentId: null } });
  await tx.taxonomyTerm.updateMany({ where: { mergedIntoId: fromId }, data: { mergedIntoId: intoId } });
}

async function writeWords(
  tx: Tx,
  { from, into, labels, common }: { from: TermRow; into: TermRow; labels: readonly TermLabel[]; common: boolean },
): Promise<void> {
  await writeCodes(tx, from.id, []);
  await writeLabels(tx, common ? from.id : into.id, labels);
  if (common) return;
  await writeLabels(tx, from.id, []);
  const more = from.codes.filter((own) => !into.codes.some((it) => it.system === own.system && it.code === own.code));
  await writeCodes(tx, into.id, [...into.codes, ...more]);
}

/** Gives the articles of one term the other one, each once. Two statements, whatever there are. */
async function moveArticles(tx: Tx, fromId: string, intoId: string): Promise<string[]> {
  await tx.$executeRaw`
    INSERT INTO article_term (article_id, term_id)
    SELECT article_id, ${intoId}::uuid FROM article_term WHERE term_id = ${fromId}::uuid ON CONFLICT DO NOTHING`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    DELETE FROM article_term WHERE term_id = ${fromId}::uuid RETURNING article_id AS id`;
  return rows.map((row) => row.id);
}

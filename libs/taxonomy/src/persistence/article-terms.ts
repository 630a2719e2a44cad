import { createHash } from 'node:crypto';
import { slugify } from '#document';
import { InvalidInput } from '#kernel';
import type { Tx } from '#platform';
import { foldLabel, type TermKind } from '../domain/terms.js';
import { labelIn, type TermRow } from './term-row.js';
import { archivedAmong, insertTerm, termById, termsCalled, topicIds, writeLabels } from './terms.js';

/** A topic an article is to have: its term, and the words that stand on the article. */
export interface KnownTopic {
  readonly termId: string;
  readonly label: string;
}

/**
 * The term of a topic that somebody typed: a common one, one of the site, or a new one of the site. An archived one
 * too: who types its very name means it.
 *
 * @param given text of 1 to 80 characters
 */
export async function knownTopic(
  tx: Tx,
  given: { siteId: string; locale?: string; text: string; actorId: string; at: Date },
): Promise<KnownTopic> {
  const { siteId, locale = 'en', actorId, at } = given;
  const text = given.text.trim();
  const wanted = { siteId, kind: 'topic', text, synonymsToo: true } as const;
  const base = topicKey(text);
  for (let number = 1; number <= 20; number += 1) {
    const [found] = await termsCalled(tx, wanted);
    if (found) return { termId: found.id, label: wordsOf(found, locale, text) };
    // The key of another topic, or one that somebody else makes at this moment: looked for again once theirs is there.
    const key = number === 1 ? base : `${base}-${number}`;
    const id = await insertTerm(tx, { siteId, kind: 'topic', key, parentId: null, createdById: actorId, at });
    if (id === null) continue;
    await writeLabels(tx, id, [{ locale: locale.split('-')[0]!, label: text, synonyms: [] }]);
    return { termId: id, label: text };
  }
  throw new Error(`No free key for a topic after twenty tries: ${base}`);
}

/**
 * The terms of several topics that people typed elsewhere, by the words as they were given; those that nobody has yet
 * are made. One statement when all are known.
 */
export async function knownTopics(
  tx: Tx,
  given: { siteId: string; locale?: string; texts: readonly string[]; actorId: string; at: Date },
): Promise<Map<string, string>> {
  const { texts, ...rest } = given;
  const found = await topicIds(tx, rest.siteId, texts);
  const ids = new Map<string, string>();
  for (const text of texts) {
    const id = found.get(foldLabel(text)) ?? (await knownTopic(tx, { ...rest, text })).termId;
    found.set(foldLabel(text), id);
    ids.set(text, id);
  }
  return ids;
}

/** The label that was typed, as the term writes it; the term's own for a synonym. */
function wordsOf(term: TermRow, locale: string, text: string): string {
  return term.labels.find((it) => foldLabel(it.label) === foldLabel(text))?.label ?? labelIn(term, locale);
}

function topicKey(text: string): string {
  const ascii = slugify(text)
    .replace(/[^a-z0-9-]+/g, '')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
  return ascii || `topic-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}

/** Puts these terms in the place of those of the same kind that an article has. True when that changed something. */
export async function setArticleTerms(
  tx: Tx,
  articleId: string,
  kind: TermKind,
  termIds: readonly string[],
): Promise<boolean> {
  const before = await tx.articleTerm.findMany({ where: { articleId, term: { kind } }, select: { termId: true } });
  const had = new Set(before.map((row) => row.termId));
  const wanted = new Set(termIds);
  const gone = [...had].filter((id) => !wanted.has(id));
  const fresh = [...wanted].filter((id) => !had.has(id));
  if (gone.length > 0) await tx.articleTerm.deleteMany({ where: { articleId, termId: { in: gone } } });
  if (fresh.length > 0) await tx.articleTerm.createMany({ data: fresh.map((termId) => ({ articleId, termId })) });
  return gone.length + fresh.length > 0;
}

/** Gives new articles terms, in one statement. A pair that is there already stays. */
export async function addArticleTerms(tx: Tx, pairs: readonly { articleId: string; termId: string }[]): Promise<void> {
  if (pairs.length === 0) return;
  const [articleIds, termIds] = [pairs.map((one) => one.articleId), pairs.map((one) => one.termId)];
  await tx.$executeRaw`
    INSERT INTO article_term (article_id, term_id) SELECT * FROM unnest(${articleIds}::uuid[], ${termIds}::uuid[])
    ON CONFLICT DO NOTHING`;
}

/** Gives new articles a term, in one statement. */
export async function addArticleTerm(tx: Tx, articleIds: readonly string[], termId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO article_term (article_id, term_id) SELECT id, ${termId}::uuid FROM unnest(${[...articleIds]}::uuid[]) AS id`;
}

/**
 * May articles of this site be given these terms? Each must exist, be of that kind, be common or the site's own, and
 * not be archived there; one that the article has already may be.
 *
 * @returns null when they may
 */
export async function termsFault(
  tx: Tx,
  given: { siteId: string; articleId: string; kind: TermKind; termIds: readonly string[]; field: string },
): Promise<InvalidInput | null> {
  const { siteId, articleId, kind, field } = given;
  const termIds = [...new Set(given.termIds)];
  if (termIds.length > 20) return new InvalidInput(field, 'Choose at most 20 of them.');
  const found = await tx.taxonomyTerm.findMany({
    where: { id: { in: termIds }, kind, OR: [{ siteId: null }, { siteId }] },
    select: { id: true },
  });
  if (found.length < termIds.length) {
    return new InvalidInput(field, 'One of these is not a term of this kind at this site. Choose from the list.');
  }
  const archived = await archivedAmong(tx, siteId, termIds);
  if (archived.length === 0) return null;
  const kept = await tx.articleTerm.count({ where: { articleId, termId: { in: archived } } });
  if (kept === archived.length) return null;
  return new InvalidInput(field, 'One of these is archived at this site. Restore it, or choose another one.');
}

/** The term with this id as a topic that an article can carry. */
export async function topicOf(tx: Tx, termId: string, locale: string): Promise<KnownTopic | null> {
  const term = await termById(tx, termId);
  return term?.kind === 'topic' ? { termId, label: labelIn(term, locale) } : null;
}

import { claimSlug, claimSlugs, nextSlug } from '#editing';
import type { Tx } from '#platform';
import { addArticleTerms, knownTopics } from '#taxonomy';
import type { Notice } from '../domain/draft/draft.js';
import type { Prepared } from '../domain/prepare.js';
import { keepAddresses } from './imported-addresses.js';

interface Where {
  readonly siteId: string;
  readonly actorId: string;
  readonly at: Date;
}

/** Tries before an address gets digits that nothing else has: others may number theirs at the same moment. */
const MOST_TRIES = 3;

/**
 * Gives new articles their addresses, the terms they were filed under and the addresses they had. Answers with what has
 * to be told about each, in their order. Three statements, and some for an address or a term that is not known.
 */
export async function fileUnder(
  tx: Tx,
  where: Where,
  fresh: readonly Prepared[],
  ids: readonly string[],
): Promise<Notice[][]> {
  const told = await claimFreeSlugs(tx, fresh, ids);
  const names = [...new Set(fresh.flatMap(({ terms }) => terms))];
  const termIds = await knownTopics(tx, { ...where, locale: fresh[0]!.content.locale, texts: names });
  await addArticleTerms(
    tx,
    fresh.flatMap(({ terms }, index) => terms.map((name) => ({ articleId: ids[index]!, termId: termIds.get(name)! }))),
  );
  const wanted = fresh.flatMap(({ oldAddresses, content: { locale } }, index) =>
    oldAddresses.map((path) => ({ articleId: ids[index]!, locale, path })),
  );
  for (const { articleId, path } of await keepAddresses(tx, where.siteId, wanted, where.at)) {
    const message = `The old address /${path} leads to another article already and stays there.`;
    told[ids.indexOf(articleId)]!.push({ code: 'ADDRESS_TAKEN', message });
  }
  return told;
}

/** An address that another article has gets the next number behind it. */
async function claimFreeSlugs(tx: Tx, fresh: readonly Prepared[], ids: readonly string[]): Promise<Notice[][]> {
  const wanted = fresh.map(({ content, slug }, index) => ({ articleId: ids[index]!, locale: content.locale, slug }));
  const claimed = await claimSlugs(tx, wanted);
  const told: Notice[][] = fresh.map(() => []);
  for (const [index, { articleId, locale, slug }] of wanted.entries()) {
    if (claimed.has(articleId)) continue;
    const given = await claimOther(tx, articleId, locale, slug, fresh[index]!.unit.sha256);
    const message = `The address ${slug} belongs to another article. This one has ${given}; change it if another fits better.`;
    told[index]!.push({ code: 'SLUG_TAKEN', message });
  }
  return told;
}

async function claimOther(tx: Tx, articleId: string, locale: string, slug: string, sha256: string): Promise<string> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const next = await nextSlug(tx, locale, slug);
    if (await claimSlug(tx, articleId, locale, next)) return next;
  }
  for (const digits of [8, 16, 64]) {
    const next = `${slug}-${sha256.slice(0, digits)}`;
    if (await claimSlug(tx, articleId, locale, next)) return next;
  }
  throw new Error(`No free address for ${slug}.`);
}

import { Injectable } from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { Database, type Tx } from '#platform';
import { type TermKind, TermReader, type TermRow, type TermWords } from '#taxonomy';
import { interestsFault } from '../domain/segment.js';

const KINDS: readonly TermKind[] = ['topic', 'bodyRegion'];

/** How many people of a site chose an interest. */
export interface InterestCount {
  readonly term: TermRow;
  readonly people: number;
}

/** What subscribers want to hear about: topics and body regions of the taxonomy. */
@Injectable()
export class Interests {
  constructor(
    private readonly database: Database,
    private readonly terms: TermReader,
  ) {}

  /**
   * The chosen ids that a site can use, each once; the rest is left out: an old form may offer what is gone by now. A
   * term that became another one counts as that.
   */
  async usable(tx: Tx, siteId: string, chosen: readonly string[]): Promise<string[]> {
    if (chosen.length === 0) return [];
    return this.among(siteId, await this.terms.byIds([...new Set(chosen)], tx))
      .map(({ id, mergedIntoId }) => mergedIntoId ?? id)
      .filter((id, index, all) => all.indexOf(id) === index)
      .sort();
  }

  /** What each article is about, as ids that people can choose; without those that have none. One statement. */
  async ofArticles(tx: Tx, siteId: string, articleIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.terms.ofArticles(articleIds, tx);
    const found = new Map<string, string[]>();
    for (const { articleId, term } of rows) {
      const ids = this.among(siteId, [term]).map(({ id, mergedIntoId }) => mergedIntoId ?? id);
      if (ids.length > 0) found.set(articleId, [...(found.get(articleId) ?? []), ...ids]);
    }
    return found;
  }

  private among(siteId: string, found: readonly TermRow[]): TermRow[] {
    return found.filter((term) => KINDS.includes(term.kind) && (term.siteId === null || term.siteId === siteId));
  }

  /** A fault when one of these is no topic or body region of the site. */
  async fault(tx: Tx, siteId: string, chosen: readonly string[]): Promise<InvalidInput | undefined> {
    const wrong = interestsFault(chosen);
    if (wrong) return wrong;
    const found = await this.terms.byIds([...new Set(chosen)], tx);
    return this.among(siteId, found).length === new Set(chosen).size
      ? undefined
      : new InvalidInput('interests', 'One of these is no topic or body region of this site. Load the list again.');
  }

  /** Ids by person; who chose none is missing. One statement. */
  async of(subscriberIds: readonly string[], tx: Tx = this.database.client): Promise<Map<string, string[]>> {
    const rows = await tx.subscriberInterest.findMany({
      where: { subscriberId: { in: [...subscriberIds] } },
      orderBy: { termId: 'asc' },
    });
    const chosen = new Map<string, string[]>();
    for (const { subscriberId, termId } of rows)
      chosen.set(subscriberId, [...(chosen.get(subscriberId) ?? []), termId]);
    return chosen;
  }

  /** Puts these in the place of what the person had chosen. */
  async set(tx: Tx, subscriberId: string, termIds: readonly string[]): Promise<void> {
    await tx.subscriberInterest.deleteMany({ where: { subscriberId } });
    if (termIds.length === 0) return;
    await tx.subscriberInterest.createMany({ data: termIds.map((termId) => ({ subscriberId, termId })) });
  }

  /** What the interests that a site offers are called. One statement. */
  wordsAt(siteId: string): Promise<TermWords[]> {
    return this.terms.wordsAt(siteId, KINDS);
  }

  /** What people who are new chose. One statement. */
  async addForAll(tx: Tx, people: readonly { readonly id: string; readonly interests: readonly string[] }[]) {
    const data = people.flatMap(({ id, interests }) => interests.map((termId) => ({ subscriberId: id, termId })));
    if (data.length > 0) await tx.subscriberInterest.createMany({ data });
  }

  /** The interests that confirmed people of a site chose, the most chosen first. Two statements. */
  async counts(siteId: string): Promise<InterestCount[]> {
    const { rows } = await this.database.pool.query<{ id: string; people: number }>(
      `SELECT i.term_id AS id, count(*)::int AS people
         FROM subscriber s JOIN subscriber_interest i ON i.subscriber_id = s.id
        WHERE s.site_id = $1 AND s.state = 'confirmed' GROUP BY i.term_id ORDER BY people DESC, i.term_id LIMIT 200`,
      [siteId],
    );
    const terms = new Map((await this.terms.byIds(rows.map(({ id }) => id))).map((term) => [term.id, term]));
    return rows.flatMap(({ id, people }) => {
      const term = terms.get(id);
      return term ? [{ term, people }] : [];
    });
  }
}

import { Injectable } from '@nestjs/common';
import { textOf } from '#document';
import {
  insertArticles,
  insertRevision,
  insertRevisions,
  lockArticle,
  newestRevision,
  pinRevision,
  type RevisionRow,
} from '#editing';
import { AuditLog } from '#identity';
import { Clock } from '#kernel';
import { Outbox } from '#outbox';
import { Database, isUniqueViolation, type StaffActor, type Tx } from '#platform';
import type { Drop, Notice } from '../domain/draft/draft.js';
import { type Prepared, withNotices } from '../domain/prepare.js';
import { isWeakKey, sameArticle } from '../domain/source/source-key.js';
import { fileUnder } from '../persistence/file-under.js';
import {
  type ImportOutcome,
  insertRecords,
  knownImports,
  type LastImport,
  lastImports,
} from '../persistence/import-rows.js';

/** Where imported articles go. */
export interface ImportPlace {
  readonly siteId: string;
  readonly topic: string;
}

/** What an import made, or what an earlier import of the same bytes had made. */
export interface Imported {
  readonly articleId: string;
  readonly importRecordId: string;
  /** True when the article is new. */
  readonly created: boolean;
  readonly outcome: ImportOutcome | 'known';
  /** What was left out and what a person should know; nothing of it for an import of before. */
  readonly told?: { readonly drops: readonly Drop[]; readonly notices: readonly Notice[] };
}

/** What an import did to an article, before its record is written. */
interface Done {
  readonly prepared: Prepared;
  readonly articleId: string;
  readonly revisionId: string;
  readonly outcome: ImportOutcome;
}

/** Two people importing the same file make each other fail once; more often is a bug. */
const MOST_TRIES = 3;

/**
 * Writes articles that were read, some at a time in one transaction: all of them or none. New ones cost about a dozen
 * statements together, however many they are. Whatever was imported before, by anyone at the site, is found and left.
 */
@Injectable()
export class ImportWriter {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** The answers stand in the order of what was given. */
  async write(actor: StaffActor, place: ImportPlace, prepared: readonly Prepared[]): Promise<Imported[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.database.transaction((tx) => this.writeAll(tx, actor, place, prepared));
      } catch (error) {
        // Somebody imported one of them meanwhile: it is found the next time.
        if (!isUniqueViolation(error) || tries === MOST_TRIES) throw error;
      }
    }
  }

  /** The imports among these bytes that were made before, by SHA-256. */
  known(siteId: string, sha256: readonly string[]): Promise<Map<string, { id: string; articleId: string }>> {
    return knownImports(this.database.client, siteId, sha256);
  }

  private async writeAll(
    tx: Tx,
    actor: StaffActor,
    place: ImportPlace,
    prepared: readonly Prepared[],
  ): Promise<Imported[]> {
    const found = new Map<string, Imported>();
    const known = await knownImports(
      tx,
      place.siteId,
      prepared.map(({ unit }) => unit.sha256),
    );
    for (const [sha256, { id, articleId }] of known) {
      found.set(sha256, { articleId, importRecordId: id, created: false, outcome: 'known' });
    }
    // Two states of one source in one batch follow each other; all others are written together.
    for (const round of rounds(prepared.filter(({ unit }) => !known.has(unit.sha256)))) {
      for (const [sha256, imported] of await this.writeRound(tx, actor, place, round)) found.set(sha256, imported);
    }
    const told = new Set<string>();
    return prepared.map(({ unit: { sha256 } }) => {
      const imported = found.get(sha256)!;
      if (!told.has(sha256)) {
        told.add(sha256);
        return imported;
      }
      // The same bytes once more in one group: the first of them made the article.
      const { articleId, importRecordId } = imported;
      return { articleId, importRecordId, created: false, outcome: 'known' };
    });
  }

  private async writeRound(
    tx: Tx,
    actor: StaffActor,
    place: ImportPlace,
    round: readonly Prepared[],
  ): Promise<[string, Imported][]> {
    const last = await lastImports(
      tx,
      place.siteId,
      round.map(({ sourceKey }) => sourceKey),
    );
    const at = this.clock.now();
    const done: Done[] = [];
    const fresh: Prepared[] = [];
    for (const one of round) {
      const before = last.get(one.sourceKey);
      const changed = before ? await this.propose(tx, actor, one, before, at) : null;
      if (changed) done.push(changed);
      else fresh.push(one);
    }
    if (fresh.length > 0) done.push(...(await this.create(tx, actor, place, fresh, at)));
    const records = await insertRecords(
      tx,
      done.map((one) => ({ ...one, siteId: place.siteId, importedById: actor.userId, at })),
    );
    await this.audit.recordAll(
      tx,
      actor,
      done.map(({ articleId, outcome, prepared }) => ({
        action: outcome === 'created' ? 'article.imported' : `article.import-${outcome}`,
        subject: { type: 'article', id: articleId },
        siteId: place.siteId,
        data: { sha256: prepared.unit.sha256, contentHash: prepared.contentHash },
      })),
    );
    const written = done.filter(({ outcome }) => outcome === 'created' || outcome === 'revised');
    await this.outbox.appendAll(
      tx,
      written.map(({ revisionId }) => ({ kind: 'revision.saved', payload: { revisionId } })),
    );
    return done.map(({ prepared, articleId, outcome }, index) => [
      prepared.unit.sha256,
      {
        articleId,
        importRecordId: records[index]!,
        created: outcome === 'created',
        outcome,
        told: toldOf(prepared),
      },
    ]);
  }

  private async create(
    tx: Tx,
    actor: StaffActor,
    { siteId, topic }: ImportPlace,
    fresh: readonly Prepared[],
    at: Date,
  ): Promise<Done[]> {
    const createdById = actor.userId;
    const given = { siteId, topic: topic.trim(), riskClass: 'standard' as const, createdById, at };
    const ids = await insertArticles(tx, fresh.length, { ...given, locale: fresh[0]!.content.locale });
    const told = await fileUnder(tx, { siteId, actorId: createdById, at }, fresh, ids);
    const revisions = await insertRevisions(
      tx,
      fresh.map((one, index) => ({
        articleId: ids[index]!,
        number: 1,
        baseRevisionId: null,
        ...revisionOf(one, createdById, at),
      })),
    );
    return fresh.map((one, index) => ({
      prepared: withNotices(one, told[index]!),
      articleId: ids[index]!,
      revisionId: revisions[index]!,
      outcome: 'created',
    }));
  }

  /**
   * What changed bytes of a known source do to its article: a new revision when nobody edited it since, a conflict for a
   * person to settle when somebody did. Null when it is another article after all.
   */
  private async propose(
    tx: Tx,
    actor: StaffActor,
    prepared: Prepared,
    last: LastImport,
    at: Date,
  ): Promise<Done | null> {
    const article = await lockArticle(tx, last.articleId);
    const newest = await newestRevision(tx, last.articleId, prepared.content.locale);
    if (!newest || (isWeakKey(prepared.sourceKey) && !sameArticle(wordsOf(newest), wordsOf(prepared.content))))
      return null;
    const { articleId } = last;
    if (newest.contentHash === prepared.contentHash)
      return { prepared, articleId, revisionId: newest.id, outcome: 'unchanged' };
    // Nobody works on an archived article: whoever takes it out again decides.
    if (newest.contentHash !== last.contentHash || article?.archivedAt)
      return { prepared, articleId, revisionId: newest.id, outcome: 'conflict' };
    await pinRevision(tx, newest.id, 'handover', at);
    const revision = await insertRevision(tx, {
      articleId,
      number: newest.number + 1,
      baseRevisionId: newest.id,
      ...revisionOf(prepared, actor.userId, at),
    });
    return { prepared, articleId, revisionId: revision.id, outcome: 'revised' };
  }
}

function toldOf({ report }: Prepared): NonNullable<Imported['told']> {
  const { drops = [], notices = [] } = report as Partial<NonNullable<Imported['told']>>;
  return { drops, notices };
}

function revisionOf({ content, contentHash, unit }: Prepared, createdById: string, at: Date) {
  const reason = `Imported from ${unit.name}`.slice(0, 500);
  return { content, contentHash, origin: 'import' as const, createdById, reason, at };
}

function wordsOf({ title, document }: Pick<RevisionRow, 'title' | 'document'>): { title: string; text: string } {
  return { title, text: textOf(document) };
}

/** Parts of a batch in which each source stands once, and each content once. */
function rounds(prepared: readonly Prepared[]): Prepared[][] {
  const result: { keys: Set<string>; parts: Prepared[] }[] = [];
  const seen = new Set<string>();
  for (const one of prepared) {
    if (seen.has(one.unit.sha256)) continue;
    seen.add(one.unit.sha256);
    const open = result.find(({ keys }) => !keys.has(one.sourceKey)) ?? { keys: new Set<string>(), parts: [] };
    if (open.parts.length === 0) result.push(open);
    open.keys.add(one.sourceKey);
    open.parts.push(one);
  }
  return result.map(({ parts }) => parts);
}

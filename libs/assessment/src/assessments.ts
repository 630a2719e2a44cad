import { Injectable } from '@nestjs/common';
import { type ArticleLocale, contentOf, PieceReader, type RevisionRow } from '#editing';
import { Database, type Tx } from '#platform';
import { type CheckReport, type Finding, gravestFirst, runChecks, type Severity } from '#quality';
import { CheckContexts } from './check-context.js';
import { FindingsOpen } from './domain/refusals.js';
import { LibraryFindings } from './library-findings.js';
import { type ReportKey, StoredReports } from './persistence/stored-reports.js';
import { type WaiverRow, Waivers } from './persistence/waivers.js';

/** A finding of a revision, with the waiver that clears it. */
export interface AssessedFinding extends Finding {
  readonly waiver: WaiverRow | null;
}

/** What is known about the quality of one revision. */
export interface RevisionAssessment {
  readonly findings: readonly AssessedFinding[];
  readonly readability: CheckReport['readability'];
}

/** What the checks say about revisions: read where it is stored, made and stored where it is not. */
@Injectable()
export class Assessments {
  constructor(
    private readonly database: Database,
    private readonly contexts: CheckContexts,
    private readonly reports: StoredReports,
    private readonly waivers: Waivers,
    private readonly pieces: PieceReader,
    private readonly library: LibraryFindings,
  ) {}

  /**
   * By revision id, with what other articles of the site have to do with it. Six statements for any number of
   * revisions, and two more when a report has to be made.
   */
  async of(revisions: readonly RevisionRow[], tx: Tx = this.database.client): Promise<Map<string, RevisionAssessment>> {
    if (revisions.length === 0) return new Map();
    const reports = await this.reportsOf(revisions, tx);
    const library = await this.library.of(revisions, tx);
    const all = new Map(
      revisions.map(({ id }): [string, CheckReport] => {
        const { findings, readability } = reports.get(id)!;
        return [id, { findings: gravestFirst([...findings, ...library.get(id)!]), readability }];
      }),
    );
    return this.withWaivers(revisions, all, tx);
  }

  /**
   * What is neither mended nor waived in a revision itself, the gravest first. Call it inside the transaction that
   * rests on it. Findings between articles are not among them: a colleague's save must not close this article's way.
   */
  async openFindings(tx: Tx, revision: RevisionRow): Promise<Finding[]> {
    const reports = await this.reportsOf([revision], tx);
    const assessed = (await this.withWaivers([revision], reports, tx)).get(revision.id)!;
    return assessed.findings.filter(({ waiver }) => !waiver).map(({ waiver: _waiver, ...finding }) => finding);
  }

  /** Checks a text that nobody looked at yet, and stores what is found. */
  async store(revision: RevisionRow): Promise<void> {
    await this.reportsOf([revision], this.database.client);
  }

  /** Null when no finding of these severities is open; otherwise the refusal that names those that are. */
  async gate(tx: Tx, revision: RevisionRow, mustBeClear: readonly Severity[]): Promise<FindingsOpen | null> {
    const open = await this.openFindings(tx, revision);
    const inTheWay = open.filter(({ severity }) => mustBeClear.includes(severity));
    return inTheWay.length === 0 ? null : new FindingsOpen(inTheWay);
  }

  private async withWaivers(
    revisions: readonly RevisionRow[],
    reports: ReadonlyMap<string, CheckReport>,
    tx: Tx,
  ): Promise<Map<string, RevisionAssessment>> {
    const waivers = await this.waivers.ofArticles(uniqueKeys(revisions), tx);
    const waiverOf = new Map(waivers.map((waiver) => [waiverKey(waiver, waiver.findingKey), waiver]));
    return new Map(
      revisions.map((revision) => {
        const { findings, readability } = reports.get(revision.id)!;
        const assessed = findings.map((finding) => ({
          ...finding,
          waiver: waiverOf.get(waiverKey(revision, finding.key)) ?? null,
        }));
        return [revision.id, { findings: assessed, readability }];
      }),
    );
  }

  private async reportsOf(revisions: readonly RevisionRow[], tx: Tx): Promise<Map<string, CheckReport>> {
    const known = await this.contexts.of(revisions, tx);
    const keyOf = ({ id, articleId, locale, contentHash }: RevisionRow): ReportKey => ({
      articleId,
      locale,
      contentHash,
      basis: known.get(id)!.basis,
    });
    const stored = new Map((await this.reports.find(revisions.map(keyOf), tx)).map((it) => [reportId(it), it.report]));
    const missing = revisions.filter((revision) => !stored.has(reportId(keyOf(revision))));
    if (missing.length === 0) return byRevision(revisions, keyOf, stored);
    const ids = missing.map(({ id }) => id);
    const pieces = await this.pieces.contentsOf(ids, tx);
    const made = [];
    for (const revision of missing) {
      const key = keyOf(revision);
      if (stored.has(reportId(key))) continue;
      // The version and hash of a piece are part of the text, so the report hangs on the text alone.
      const context = { ...known.get(revision.id)!.context, ...pieces.get(revision.id) };
      const report = runChecks(contentOf(revision), context);
      stored.set(reportId(key), report);
      made.push({ ...key, report });
    }
    await this.reports.add(made, tx);
    return byRevision(revisions, keyOf, stored);
  }
}

function byRevision(
  revisions: readonly RevisionRow[],
  keyOf: (revision: RevisionRow) => ReportKey,
  stored: ReadonlyMap<string, CheckReport>,
): Map<string, CheckReport> {
  return new Map(revisions.map((revision) => [revision.id, stored.get(reportId(keyOf(revision)))!]));
}

function reportId({ articleId, locale, contentHash, basis }: ReportKey): string {
  return `${articleId} ${locale} ${contentHash} ${basis}`;
}

function waiverKey({ articleId, locale }: ArticleLocale, findingKey: string): string {
  return `${articleId} ${locale} ${findingKey}`;
}

function uniqueKeys(revisions: readonly RevisionRow[]): ArticleLocale[] {
  const keys = new Map(revisions.map(({ articleId, locale }) => [`${articleId} ${locale}`, { articleId, locale }]));
  return [...keys.values()];
}

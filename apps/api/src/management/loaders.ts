import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import {
  Assessments,
  type RevisionAssessment,
  type SuggestionRow,
  Suggestions,
  type WaiverRow,
  Waivers,
} from '#assessment';
import { type ArticleLocale, ArticleReader, type ArticleRow, type RevisionRow } from '#editing';
import { People, type PersonRow, type SiteRow, Sites } from '#identity';
import { type ImportRecordRow, ImportRecords } from '#importing';
import { type HoldRow, PublicationReader, type PublicationRow, type ReleaseItemRow, ReleaseReader } from '#publishing';
import { type ApprovalRow, type AssignmentRow, type ReviewCaseRow, ReviewReader, type SheetRow } from '#review';
import { ArticleOverviews, type OverviewRow } from './editing/article-overviews.js';
import { type UploadBatches, UploadLoaders } from './importing/upload-loaders.js';
import { type ReferenceBatches, ReferenceLoaders } from './pieces/reference-loaders.js';

/** One request's batches and memory: a list that meets a relation costs one statement, not one a row. */
export interface Loaders extends ReferenceBatches, UploadBatches {
  readonly person: DataLoader<string, PersonRow | null>;
  readonly site: DataLoader<string, SiteRow | null>;
  readonly article: DataLoader<string, ArticleRow | null>;
  readonly addresses: DataLoader<string, (ArticleLocale & { slug: string })[]>;
  readonly overviews: DataLoader<string, OverviewRow[]>;
  readonly revision: DataLoader<string, RevisionRow | null>;
  readonly newestRevision: DataLoader<ArticleLocale, RevisionRow | null, string>;
  readonly importRecord: DataLoader<string, ImportRecordRow | null>;
  readonly importRecordById: DataLoader<string, ImportRecordRow | null>;
  readonly reviewCase: DataLoader<string, ReviewCaseRow | null>;
  readonly openCase: DataLoader<ArticleLocale, ReviewCaseRow | null, string>;
  readonly approval: DataLoader<string, ApprovalRow | null>;
  readonly approvalsOfCase: DataLoader<string, ApprovalRow[]>;
  readonly approvalsOfRevision: DataLoader<string, ApprovalRow[]>;
  readonly assignmentsOfCase: DataLoader<string, AssignmentRow[]>;
  readonly sheetsOfContent: DataLoader<string, SheetRow[]>;
  readonly newestApproval: DataLoader<ArticleLocale, ApprovalRow | null, string>;
  readonly assessment: DataLoader<RevisionRow, RevisionAssessment, string>;
  readonly waivers: DataLoader<ArticleLocale, WaiverRow[], string>;
  readonly openSuggestions: DataLoader<ArticleLocale, SuggestionRow[], string>;
  readonly publication: DataLoader<string, PublicationRow | null>;
  readonly releaseItems: DataLoader<string, ReleaseItemRow[]>;
  readonly publicationEnd: DataLoader<string, Date | null>;
  readonly publicationHold: DataLoader<string, HoldRow | null>;
  readonly publicationsOfArticle: DataLoader<string, PublicationRow[]>;
}

const localeKey = ({ articleId, locale }: ArticleLocale) => `${articleId} ${locale}`;

/** Rows by a key of theirs, in the order of the keys asked; null where there is none. */
function one<R>(load: (keys: readonly string[]) => Promise<R[]>, keyOf: (row: R) => string) {
  return new DataLoader<string, R | null>(async (keys) => {
    const rows = new Map((await load(keys)).reverse().map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

function oneByLocale<R extends ArticleLocale>(load: (keys: readonly ArticleLocale[]) => Promise<R[]>) {
  return new DataLoader<ArticleLocale, R | null, string>(
    async (keys) => {
      const rows = new Map((await load(keys)).map((row) => [localeKey(row), row]));
      return keys.map((key) => rows.get(localeKey(key)) ?? null);
    },
    { cacheKeyFn: localeKey },
  );
}

function many<R extends { articleId: string }>(load: (keys: readonly string[]) => Promise<R[]>) {
  return manyBy(load, (row) => row.articleId);
}

function manyBy<R>(load: (keys: readonly string[]) => Promise<R[]>, keyOf: (row: R) => string) {
  return new DataLoader<string, R[]>(async (keys) => {
    const rows = await load(keys);
    return keys.map((key) => rows.filter((row) => keyOf(row) === key));
  });
}

/** What the checks say about revisions. A working copy that was written over has another hash, and another answer. */
function assessmentsBy(assessments: Assessments) {
  return new DataLoader<RevisionRow, RevisionAssessment, string>(
    async (revisions) => {
      const found = await assessments.of(revisions);
      return revisions.map((revision) => found.get(revision.id)!);
    },
    { cacheKeyFn: ({ id, contentHash }) => `${id} ${contentHash}` },
  );
}

function manyByLocale<R extends ArticleLocale>(load: (keys: readonly ArticleLocale[]) => Promise<R[]>) {
  return new DataLoader<ArticleLocale, R[], string>(
    async (keys) => {
      const rows = await load(keys);
      return keys.map((key) => rows.filter((row) => localeKey(row) === localeKey(key)));
    },
    { cacheKeyFn: localeKey },
  );
}

/** Makes the loaders of one request. */
@Injectable()
export class LoaderFactory {
  constructor(
    private readonly assessments: Assessments,
    private readonly waivers: Waivers,
    private readonly suggestions: Suggestions,
    private readonly articles: ArticleReader,
    private readonly imports: ImportRecords,
    private readonly overviews: ArticleOverviews,
    private readonly people: People,
    private readonly publications: PublicationReader,
    private readonly reviews: ReviewReader,
    private readonly references: ReferenceLoaders,
    private readonly releases: ReleaseReader,
    private readonly sites: Sites,
    private readonly uploads: UploadLoaders,
  ) {}

  create(): Loaders {
    const { articles, imports, overviews, people, publications, reviews, sites } = this;
    return {
      assessment: assessmentsBy(this.assessments),
      waivers: manyByLocale((keys) => this.waivers.ofArticles(keys)),
      openSuggestions: manyByLocale((keys) => this.suggestions.open(keys)),
      person: one(
        (ids) => people.byIds(ids),
        (row) => row.id,
      ),
      site: one(
        (ids) => sites.byIds(ids),
        (row) => row.id,
      ),
      article: one(
        (ids) => articles.articlesByIds(ids),
        (row) => row.id,
      ),
      addresses: many((ids) => articles.addresses(ids)),
      overviews: many((ids) => overviews.ofArticles(ids)),
      revision: one(
        (ids) => articles.revisionsByIds(ids),
        (row) => row.id,
      ),
      newestRevision: oneByLocale((keys) => articles.newestRevisions(keys)),
      importRecord: one(
        (ids) => imports.ofArticles(ids),
        (row) => row.articleId,
      ),
      ...this.references.create(),
      ...this.uploads.create(),
      importRecordById: one(
        (ids) => imports.byIds(ids),
        (row) => row.id,
      ),
      reviewCase: one(
        (ids) => reviews.casesByIds(ids),
        (row) => row.id,
      ),
      openCase: oneByLocale((keys) => reviews.openCases(keys)),
      approval: one(
        (ids) => reviews.approvalsByIds(ids),
        (row) => row.id,
      ),
      approvalsOfCase: manyBy(
        (ids) => reviews.approvalsOfCases(ids),
        (row) => row.caseId,
      ),
      approvalsOfRevision: manyBy(
        (ids) => reviews.approvalsOfRevisions(ids),
        (row) => row.revisionId,
      ),
      assignmentsOfCase: manyBy(
        (ids) => reviews.assignmentsOfCases(ids),
        (row) => row.caseId,
      ),
      sheetsOfContent: manyBy(
        (hashes) => reviews.sheetsOfContents(hashes),
        (row) => row.contentHash,
      ),
      newestApproval: oneByLocale((keys) => reviews.newestApprovals(keys)),
      publication: one(
        (ids) => publications.byIds(ids),
        (row) => row.id,
      ),
      releaseItems: manyBy(
        (ids) => this.releases.items(ids),
        (row) => row.releaseId,
      ),
      publicationEnd: new DataLoader<string, Date | null>(async (ids) => {
        const ends = await publications.ends(ids);
        return ids.map((id) => ends.get(id) ?? null);
      }),
      publicationHold: new DataLoader<string, HoldRow | null>(async (ids) => {
        const holds = await publications.holds(ids);
        return ids.map((id) => holds.get(id) ?? null);
      }),
      publicationsOfArticle: many((ids) => publications.ofArticles(ids)),
    };
  }
}

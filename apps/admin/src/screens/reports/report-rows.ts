import type { LinkProps } from '@tanstack/react-router';
import { request } from '../../api/client';
import {
  AsOfReportDocument,
  DueSoonReportDocument,
  EndingLicenceReportDocument,
  LicencesReportDocument,
  NoSpecialistReportDocument,
  OverdueReportDocument,
  type ReportedTextFragment,
  type ReportedTextsFragment,
  StaleTranslationsReportDocument,
  TimingReportDocument,
  WorkloadReportDocument,
} from '../../gql/operations';
import { currentLanguage, type MessageKey, t } from '../../messages/t';
import { writeDate } from '../../parts/dates';
import { hashWords, languageName } from '../../parts/words';
import type { ReportKind } from './report-kinds';

/** What stands in a cell; a file for a spreadsheet takes `raw` where there is one. */
export interface Cell {
  readonly text: string;
  readonly raw?: string;
  /** Stands on one line: a number, a date, a code. */
  readonly whole?: boolean;
  /** Where one can do something about it. */
  readonly link?: Pick<LinkProps, 'to' | 'params' | 'search'>;
}

export interface Row {
  readonly key: string;
  readonly cells: readonly Cell[];
}

/** What a report is about: a site, its time zone, and what was asked for. */
export interface Asked {
  readonly site: string;
  readonly zone: string;
  readonly days: number;
  /** Instants. */
  readonly from: string;
  readonly until: string;
  readonly at: string;
}

interface Page {
  readonly rows: readonly Row[];
  readonly next?: string | null;
}

interface Report {
  /** What it can be asked for besides the site. */
  readonly asks?: 'days' | 'period' | 'instant';
  readonly columns: readonly MessageKey[];
  readonly load: (asked: Asked, after?: string) => Promise<Page>;
}

const date = (iso: string, zone: string): Cell => ({ text: writeDate(iso, 'day', zone), raw: iso, whole: true });
const number = (value: number): Cell => ({
  text: value.toLocaleString(currentLanguage()),
  raw: `${value}`,
  whole: true,
});
const language = (tag: string): Cell => ({ text: languageName(tag, currentLanguage()), raw: tag });

function titleOf({ publication }: ReportedTextFragment, tab: 'review' | 'history'): Cell {
  const { article, revision, locale } = publication;
  return {
    text: revision.title || t('article.untitled'),
    link: {
      to: '/articles/$articleId',
      params: { articleId: article.id },
      search: tab === 'history' ? { tab, locale, revision: revision.id } : { tab, locale },
    },
  };
}

function approverOf({ approval }: ReportedTextFragment, zone: string): Cell {
  if (!approval) return { text: t('reports.nobody') };
  const { approver, approvedAt } = approval;
  return { text: t('reports.approvedBy', { name: approver.name, date: writeDate(approvedAt, 'day', zone) }) };
}

function dueRow(one: ReportedTextFragment, zone: string): Row {
  const { publication, riskClass, reviewDueAt, graceEndsAt } = one;
  const cells = [
    titleOf(one, 'review'),
    language(publication.locale),
    { text: t(`new.risk.${riskClass}`) },
    approverOf(one, zone),
    date(reviewDueAt, zone),
    date(graceEndsAt, zone),
  ];
  return { key: publication.id, cells };
}

function shownRow(one: ReportedTextFragment, zone: string): Row {
  const { id, locale, revision, contentHash, liveFrom, liveUntil } = one.publication;
  const cells = [
    titleOf(one, 'history'),
    language(locale),
    number(revision.number),
    { text: hashWords(contentHash), raw: contentHash, whole: true },
    approverOf(one, zone),
    date(liveFrom, zone),
    liveUntil ? date(liveUntil, zone) : { text: t('reports.stillLive'), raw: '', whole: true },
  ];
  return { key: id, cells };
}

const DUE_COLUMNS = [
  'reports.text',
  'reports.language',
  'reports.risk',
  'reports.approved',
  'reports.due',
  'reports.acts',
] as const satisfies readonly MessageKey[];

const pageOf = (
  { edges, pageInfo }: ReportedTextsFragment,
  zone: string,
  row: (one: ReportedTextFragment, zone: string) => Row = dueRow,
): Page => ({
  rows: edges.map(({ node }) => row(node, zone)),
  next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
});

/** Every report: its columns and where its rows come from. */
export const REPORT: Readonly<Record<ReportKind, Report>> = {
  overdue: {
    columns: DUE_COLUMNS,
    load: async ({ site, zone }, after) => pageOf((await request(OverdueReportDocument, { site, after })).page, zone),
  },
  dueSoon: {
    asks: 'days',
    columns: DUE_COLUMNS,
    load: async ({ site, zone, days }, after) =>
      pageOf((await request(DueSoonReportDocument, { site, days, after })).page, zone),
  },
  endingLicence: {
    asks: 'days',
    columns: DUE_COLUMNS,
    load: async ({ site, zone, days }, after) =>
      pageOf((await request(EndingLicenceReportDocument, { site, days, after })).page, zone),
  },
  noSpecialist: {
    columns: DUE_COLUMNS,
    load: async ({ site, zone }, after) =>
      pageOf((await request(NoSpecialistReportDocument, { site, after })).page, zone),
  },
  licences: {
    asks: 'days',
    columns: [
      'reports.person',
      'reports.licence',
      'reports.region',
      'reports.validUntil',
      'reports.inForce',
      'reports.standsOn',
    ],
    load: loadLicences,
  },
  translations: {
    columns: [
      'reports.text',
      'reports.language',
      'reports.translatedFrom',
      'reports.standsOnRevision',
      'reports.sourceNow',
      'reports.gravity',
      'reports.isLive',
    ],
    load: loadTranslations,
  },
  workload: {
    columns: [
      'reports.reviewer',
      'reports.openReviews',
      'reports.openTasks',
      'reports.approvals',
      'reports.vouchesFor',
      'reports.dueSoonOfThem',
    ],
    load: loadWorkload,
  },
  timing: {
    asks: 'period',
    columns: ['reports.completed', 'reports.median', 'reports.p90'],
    load: loadTiming,
  },
  asOf: {
    asks: 'instant',
    columns: [
      'reports.text',
      'reports.language',
      'reports.revision',
      'reports.hash',
      'reports.approved',
      'reports.liveFrom',
      'reports.liveUntil',
    ],
    load: async ({ site, zone, at }, after) =>
      pageOf((await request(AsOfReportDocument, { site, at, after })).page, zone, shownRow),
  },
};

async function loadLicences({ site, zone, days }: Asked, after?: string): Promise<Page> {
  const { edges, pageInfo } = (await request(LicencesReportDocument, { site, days, after })).page;
  const rows = edges.map(({ node: { credential, holder, liveTexts } }): Row => {
    const { title, licenceNumber, region, validUntil, revokedAt, inForce } = credential;
    const state = revokedAt ? 'reports.revoked' : inForce ? 'reports.yes' : 'reports.ended';
    const cells = [
      { text: holder.name, link: { to: '/people/$personId', params: { personId: holder.id } } },
      { text: `${title} ${licenceNumber}` },
      { text: region },
      date(validUntil, zone),
      { text: t(state) },
      number(liveTexts),
    ] as const;
    return { key: credential.id, cells };
  });
  return { rows, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

async function loadTranslations({ site }: Asked): Promise<Page> {
  const { staleTranslations } = await request(StaleTranslationsReportDocument, { site });
  const rows = staleTranslations.map((one): Row => {
    const { article, locale, revision, sourceLocale, basis, source, severity, blocksPublishing, isLive } = one;
    const gravity = severity === 'CLINICAL' ? 'reports.clinical' : 'reports.minor';
    const cells: Cell[] = [
      {
        text: revision.title || t('article.untitled'),
        link: { to: '/articles/$articleId/edit', params: { articleId: article.id }, search: { locale } },
      },
      language(locale),
      sourceLocale ? language(sourceLocale) : { text: '' },
      basis ? number(basis.number) : { text: '' },
      source ? number(source.number) : { text: '' },
      { text: t(blocksPublishing ? 'reports.blocks' : gravity) },
      { text: t(isLive ? 'reports.yes' : 'reports.no') },
    ];
    return { key: `${article.id} ${locale}`, cells };
  });
  return { rows };
}

async function loadWorkload({ site }: Asked): Promise<Page> {
  const { reviewWorkload } = await request(WorkloadReportDocument, { site });
  const rows = reviewWorkload.map((one): Row => {
    const cells: Cell[] = [
      { text: one.reviewer.name },
      { ...number(one.openReviews), link: { to: '/reviews' } },
      { ...number(one.openTasks), link: { to: '/tasks' } },
      number(one.approvals),
      number(one.vouchesFor),
      { ...number(one.dueSoon), link: { to: '/reports', search: { report: 'dueSoon' } } },
    ];
    return { key: one.reviewer.id, cells };
  });
  return { rows };
}

async function loadTiming({ site, from, until }: Asked): Promise<Page> {
  const { timeToApproval } = await request(TimingReportDocument, { site, from, until });
  if (!timeToApproval || timeToApproval.count === 0) return { rows: [] };
  const { count, medianHours, p90Hours } = timeToApproval;
  return { rows: [{ key: 'all', cells: [number(count), hours(medianHours), hours(p90Hours)] }] };
}

/** Hours as people say them: minutes below one, days from two days on. */
function hours(value: number | null | undefined): Cell {
  if (value === null || value === undefined) return { text: '' };
  const raw = value.toFixed(2);
  if (value < 1) return { text: t('reports.minutes', { count: Math.max(1, Math.round(value * 60)) }), raw };
  if (value < 48) return { text: t('reports.hours', { count: Math.round(value) }), raw };
  return { text: t('reports.days', { count: Math.round(value / 24) }), raw };
}

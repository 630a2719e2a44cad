import { Injectable } from '@nestjs/common';
import { Clock, InvalidInput, isId } from '#kernel';
import { encodeCursor } from '../domain/cursor.js';
import type { Witness } from './article-query.js';
import { DeliveryDatabase } from './delivery-database.js';
import { placeOf } from './page-place.js';
import { type PublicSite, SITE_COLUMNS } from './rows.js';

/** What became of a text since an issue carried it. */
export type CarriedState = 'current' | 'changed' | 'withdrawn' | 'recalled';

/** An article of an issue that was sent. */
export interface CarriedArticle {
  readonly siteId: string;
  readonly id: string;
  readonly locale: string;
  readonly state: CarriedState;
}

/** A newsletter that was sent. */
export interface SentIssue {
  readonly id: string;
  readonly locale: string;
  readonly subject: string;
  readonly sentAt: Date;
  readonly articles: readonly CarriedArticle[];
}

export interface IssueQuery {
  readonly site: string;
  /** All of them without one. */
  readonly locale?: string | null;
  /** 1 to 100. */
  readonly first: number;
  readonly after?: string | null;
}

export interface IssuePage {
  readonly site: PublicSite;
  readonly issues: readonly SentIssue[];
  readonly hasNextPage: boolean;
}

/** An issue that was just sent need not be seen at once; a withdrawal is, since it changes the site's generation. */
const ISSUES_HOLD_MS = 30_000;

type IssueRow = PublicSite & {
  issueId: string | null;
  issueLocale: string;
  subject: string;
  sentAt: Date;
  carried: CarriedArticle[];
};

const ISSUE = `i.id AS "issueId", i.locale AS "issueLocale", i.subject, i.sent_at AS "sentAt",
  (SELECT COALESCE(json_agg(json_build_object('siteId', i.site_id, 'id', c.article_id, 'locale', c.locale, 'state',
     CASE WHEN c.is_recalled THEN 'recalled' WHEN a.article_id IS NULL THEN 'withdrawn'
       WHEN a.content_hash = c.content_hash THEN 'current' ELSE 'changed' END) ORDER BY c.position), '[]')
   FROM delivery.issue_article c
   LEFT JOIN delivery.article a ON a.site_id = i.site_id AND a.article_id = c.article_id AND a.locale = c.locale
     AND (a.serve_until IS NULL OR a.serve_until > $2::timestamptz)
   WHERE c.issue_id = i.id) AS carried`;

/** $1 site, $2 now, $3 locale or null, $4 limit, $5 and $6 the instant and the issue after which the page begins. */
const PAGE = `
SELECT ${SITE_COLUMNS}, it.* FROM delivery.site s
LEFT JOIN LATERAL (
  SELECT ${ISSUE} FROM delivery.issue i
  WHERE i.site_id = s.id AND ($3::text IS NULL OR i.locale = $3)
    AND i.sent_at <= COALESCE($5::timestamptz, 'infinity')
    AND (i.sent_at < COALESCE($5::timestamptz, 'infinity') OR i.id > $6::uuid)
  ORDER BY i.sent_at DESC, i.id LIMIT $4) it ON true
WHERE s.slug = $1
ORDER BY it."sentAt" DESC, it."issueId"`;

/** $1 site, $2 now, $3 issue. */
const ONE = `
SELECT ${SITE_COLUMNS}, it.* FROM delivery.site s
LEFT JOIN LATERAL (SELECT ${ISSUE} FROM delivery.issue i WHERE i.site_id = s.id AND i.id = $3::uuid) it ON true
WHERE s.slug = $1`;

/** Reads the newsletters that were sent. Who got them is in no table that it can see. */
@Injectable()
export class IssueReader {
  constructor(
    private readonly database: DeliveryDatabase,
    private readonly clock: Clock,
  ) {}

  /** A page of a site's newsletters, newest first; null when there is no such site. One statement. */
  async page(query: IssueQuery, witness: Witness): Promise<IssuePage | InvalidInput | null> {
    const place = placeOf(query);
    if (place instanceof InvalidInput) return place;
    const now = this.clock.now();
    const after = [place?.publishedAt ?? null, place?.articleId ?? null];
    const values = [query.site, now, query.locale ?? null, query.first + 1, ...after];
    const rows = await this.database.rows<IssueRow>('delivery_issues', PAGE, values);
    const [head] = rows;
    witness.saw(head ?? null, new Date(now.getTime() + ISSUES_HOLD_MS));
    if (!head) return null;
    const { issueId: _id, issueLocale: _locale, subject: _subject, sentAt: _at, carried: _carried, ...site } = head;
    const all = rows.flatMap((row) => (row.issueId ? [sentIssue(row)] : []));
    return { site, issues: all.slice(0, query.first), hasNextPage: all.length > query.first };
  }

  /** One newsletter of a site; null when it was not sent, or is of another site. One statement. */
  async byId(site: string, id: string, witness: Witness): Promise<SentIssue | null> {
    const now = this.clock.now();
    const values = [site, now, isId(id) ? id : null];
    const [row] = await this.database.rows<IssueRow>('delivery_issue', ONE, values);
    witness.saw(row ?? null, new Date(now.getTime() + ISSUES_HOLD_MS));
    return row?.issueId ? sentIssue(row) : null;
  }
}

/** The place of an issue in every list, as a cursor. */
export function cursorOfIssue({ sentAt, id }: SentIssue): string {
  return encodeCursor({ publishedAt: sentAt, articleId: id });
}

function sentIssue({ issueId, issueLocale, subject, sentAt, carried }: IssueRow): SentIssue {
  return { id: issueId!, locale: issueLocale, subject, sentAt, articles: carried };
}

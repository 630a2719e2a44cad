import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import type { Segment } from '../domain/segment.js';

/** Why somebody of a site does not get an issue, in the order in which it is asked. */
export const EXCLUSIONS = [
  'pending',
  'left',
  'otherLanguage',
  'otherInterests',
  'bounced',
  'complained',
  'suppressedByStaff',
  'paused',
] as const;

export type Exclusion = (typeof EXCLUSIONS)[number];

/** Whom an issue would reach at this moment. `willGet` and the excluded add up to `subscribers`. */
export interface SegmentCounts {
  /** Everybody the site ever had, but for those who were erased. */
  readonly subscribers: number;
  /** Confirmed and of the segment: as many rows as freezing writes. */
  readonly candidates: number;
  readonly willGet: number;
  readonly excluded: readonly { readonly reason: Exclusion; readonly people: number }[];
}

const INSIDE: readonly string[] = ['bounced', 'complained', 'suppressedByStaff', 'paused'];

/** Counts segments. The rule of who is in one stands in the database, where freezing asks it too. */
@Injectable()
export class SegmentReader {
  constructor(private readonly database: Database) {}

  /** Which of a site's languages (its own first) somebody reads who may be written to. One statement. */
  async languagesRead(tx: Tx, siteId: string, languages: readonly string[]): Promise<string[]> {
    const rows = await tx.$queryRaw<{ language: string }[]>`
      SELECT DISTINCT audience_language(m.locale, ${[...languages]}::text[]) AS language
        FROM (SELECT DISTINCT locale FROM audience_member
               WHERE site_id = ${siteId}::uuid AND state = 'confirmed' AND suppressed_for IS NULL) m`;
    return rows.map(({ language }) => language);
  }

  /** One statement, whatever the size of the audience. */
  async counts(siteId: string, { locale, interests, withoutInterests }: Segment): Promise<SegmentCounts> {
    const { rows } = await this.database.pool.query<{ reason: Exclusion | null; people: number }>(
      `SELECT CASE WHEN state = 'pending' THEN 'pending' WHEN state <> 'confirmed' THEN 'left'
                   WHEN outside IS NOT NULL THEN outside
                   WHEN suppressed_for = 'bounced' THEN 'bounced' WHEN suppressed_for = 'complained' THEN 'complained'
                   WHEN suppressed_for IN ('staff', 'erased') THEN 'suppressedByStaff'
                   WHEN suppressed_for IS NOT NULL THEN 'left'
                   WHEN paused_until > now() THEN 'paused' END AS reason, count(*)::int AS people
         FROM audience_segment($1, $2, $3, $4) WHERE state <> 'erased' GROUP BY 1`,
      [siteId, locale, [...interests], withoutInterests],
    );
    const of = (reason: Exclusion | null) => rows.find((row) => row.reason === reason)?.people ?? 0;
    const excluded = EXCLUSIONS.map((reason) => ({ reason, people: of(reason) })).filter(({ people }) => people > 0);
    const sum = (has: (reason: string) => boolean) =>
      excluded.reduce((total, { reason, people }) => total + (has(reason) ? people : 0), 0);
    const willGet = of(null);
    return {
      subscribers: willGet + sum(() => true),
      candidates: willGet + sum((reason) => INSIDE.includes(reason)),
      willGet,
      excluded,
    };
  }
}

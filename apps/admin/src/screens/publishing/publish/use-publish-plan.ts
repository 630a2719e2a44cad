import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { request } from '../../../api/client';
import type { Site } from '../../../api/session';
import {
  PublishTextDocument,
  type PublishTextQuery,
  RehearseReleaseDocument,
  type RehearseReleaseMutation,
  WaitingSchedulesDocument,
  type WaitingSchedulesQuery,
} from '../../../gql/operations';
import { refusalSentence } from '../../../messages/t';
import { meant, timeInput, type WallTime } from '../../../parts/time-field';

type Text = NonNullable<PublishTextQuery['article']>;
type Rehearsal = RehearseReleaseMutation['result'];
type Schedule = WaitingSchedulesQuery['scheduled'][number];

/** One text on one site: what is there now, what keeps it back, and what it takes the place of. */
export interface Target {
  readonly key: string;
  readonly site: Site;
  readonly locale: string;
  readonly revision: Text['newestRevision'];
  readonly address: string;
  readonly replaces: Text['publications'][number] | undefined;
  /** The site shows exactly this text, so there is nothing to do. */
  readonly same: boolean;
  readonly schedule: Schedule | undefined;
  /** Why it cannot go live then, in sentences. Undefined while that is being asked. */
  readonly obstacles: readonly string[] | undefined;
}

const textQuery = (id: string, locale: string) =>
  queryOptions({
    queryKey: ['article', id, locale, 'publish'],
    queryFn: async () => (await request(PublishTextDocument, { id, locale })).article,
  });

/** What waits for its instant on a site, and what is parked there. */
export const schedulesQuery = (site: string) =>
  queryOptions({ queryKey: ['schedules', site], queryFn: () => request(WaitingSchedulesDocument, { site }) });

/** The newest texts of an article by their locales. */
export function usePublishTexts(articleId: string, locales: readonly string[]) {
  const answers = useQueries({ queries: locales.map((locale) => textQuery(articleId, locale)) });
  return { texts: answers.flatMap(({ data }) => (data ? [data] : [])), error: answers.find((it) => it.error)?.error };
}

/**
 * What would happen on each chosen site with each chosen text at that time. The server rehearses it: the very questions
 * that are asked when it goes live, and nothing is changed.
 */
export function usePublishPlan(texts: readonly Text[], sites: readonly Site[], from: WallTime | undefined): Target[] {
  const revisionIds = texts.map(({ newestRevision }) => newestRevision.id);
  const publishAt = from && timeInput(from);
  const rehearsals = useQueries({
    queries: sites.map(({ slug, timeZone }) => ({
      queryKey: ['rehearsal', slug, revisionIds, publishAt],
      queryFn: async () =>
        (await request(RehearseReleaseDocument, { input: { site: slug, revisionIds, publishAt } })).result,
      enabled: revisionIds.length > 0 && (!from || meant(from, timeZone) !== undefined),
      staleTime: 5_000,
    })),
  });
  const waiting = useQueries({ queries: sites.map(({ slug }) => schedulesQuery(slug)) });
  return sites.flatMap((site, at) =>
    texts.map((text) => targetOf(site, text, rehearsals[at]?.data, waiting[at]?.data?.scheduled ?? [])),
  );
}

function targetOf(site: Site, text: Text, rehearsal: Rehearsal | undefined, schedules: readonly Schedule[]): Target {
  const { newestRevision: revision, id, slug } = text;
  const replaces = text.publications.find((one) => one.state === 'LIVE' && one.site.slug === site.slug);
  return {
    key: `${site.slug} ${revision.locale}`,
    ...{ site, locale: revision.locale, revision, address: slug ?? '', replaces },
    same: replaces?.contentHash === revision.contentHash,
    schedule: schedules.find((one) => one.article.id === id && one.revision.locale === revision.locale),
    obstacles: rehearsal && obstaclesOf(rehearsal, revision.id),
  };
}

function obstaclesOf(rehearsal: Rehearsal, revisionId: string): string[] {
  if (rehearsal.__typename !== 'ReleaseRehearsal') return [refusalSentence(rehearsal)];
  return rehearsal.obstacles
    .filter(({ revision }) => !revision || revision.id === revisionId)
    .map((obstacle) => refusalSentence(obstacle));
}

/** What waits for its instant, and what is parked, of one article on one site. */
export function useArticleSchedules(articleId: string, site: string) {
  const { data } = useQuery(schedulesQuery(site));
  return [...(data?.scheduled ?? []), ...(data?.parked ?? [])].filter(({ article }) => article.id === articleId);
}

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import { ArticleAsOfDocument, type ArticleAsOfQuery } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { writeDate, zoneCity } from '../../../parts/dates';
import { FailureNotice } from '../../../parts/notice';
import { instantOf, wallClock } from '../../../parts/zoned';
import type { Article } from '../queries';
import css from '../rail.module.css';
import timeline from './history.module.css';

type Shown = NonNullable<ArticleAsOfQuery['articleAsOf']>;
interface Asked {
  readonly slug: string;
  readonly at: string;
}

/** What a site showed of this article at an instant, and who had approved it: what a patient may have read. */
export function AsOf({ article }: { article: Article }) {
  const sites = [...new Map(article.publications.map(({ site }) => [site.slug, site])).values()];
  const [slug, choose] = useState(sites[0]?.slug ?? '');
  const site = sites.find((one) => one.slug === slug) ?? sites[0];
  const [wall, setWall] = useState(() => (site ? wallClock(new Date(), site.timeZone) : ''));
  const [asked, ask] = useState<Asked>();
  if (!site) return null;
  return (
    <div className={css.part}>
      <h3>{t('asOf.title')}</h3>
      <form
        className={timeline.form}
        onSubmit={(event) => {
          event.preventDefault();
          const at = instantOf(wall, site.timeZone);
          if (at) ask({ slug: site.slug, at: at.toISOString() });
        }}
      >
        {sites.length > 1 && (
          <NativeSelect
            label={t('frame.site')}
            value={slug}
            data={sites.map((one) => ({ value: one.slug, label: one.name }))}
            onChange={(event) => choose(event.currentTarget.value)}
          />
        )}
        <TextInput
          type="datetime-local"
          label={t('asOf.when', { city: zoneCity(site.timeZone) })}
          required
          withAsterisk={false}
          value={wall}
          onChange={(event) => setWall(event.currentTarget.value)}
        />
        <div className={timeline.steps}>
          <Button size="xs" type="submit" variant="default">
            {t('asOf.submit')}
          </Button>
        </div>
      </form>
      {asked && <Answer article={article} asked={asked} />}
    </div>
  );
}

function Answer({ article, asked }: { article: Article; asked: Asked }) {
  const { locale } = article.newestRevision;
  const here = article.publications.filter(({ site }) => site.slug === asked.slug);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['asOf', article.id, locale, asked],
    queryFn: async () => {
      // Its address may have changed since: each one it had is asked for.
      const slugs = [...new Set(here.map(({ slug }) => slug))];
      const answers = await Promise.all(
        slugs.map((slug) => request(ArticleAsOfDocument, { site: asked.slug, locale, slug, at: asked.at })),
      );
      return answers.map(({ articleAsOf }) => articleAsOf).find((one) => one != null) ?? null;
    },
  });
  if (isPending) return <p className={css.small}>{t('loading')}</p>;
  if (error) return <FailureNotice error={error} retry={() => void refetch()} />;
  const site = here[0]?.site;
  if (!site) return null;
  const when = writeDate(asked.at, 'full', site.timeZone);
  if (!data) return <p role="status">{t('asOf.nothing', { site: site.name, when })}</p>;
  return <Found one={data} site={site} when={when} />;
}

function Found({ one, site, when }: { one: Shown; site: { name: string; timeZone: string }; when: string }) {
  const { revision, approval, liveFrom, liveUntil, publishedBy } = one;
  return (
    <div role="status">
      <p>
        {t('asOf.found', { site: site.name, when })}{' '}
        <Link
          to="."
          search={(now) => ({ ...now, revision: revision.id, view: 'text' as const, against: undefined })}
          activeProps={{}}
        >
          {t('history.revision', { number: revision.number })}
        </Link>
      </p>
      <dl className={css.facts}>
        <dt>{t('asOf.approvedBy')}</dt>
        <dd>
          {approval.approver.name}, {writeDate(approval.approvedAt, 'full', site.timeZone)}
        </dd>
        <dt>{t('live.by')}</dt>
        <dd>{publishedBy.name}</dd>
        <dt>{t('live.from')}</dt>
        <dd>{writeDate(liveFrom, 'full', site.timeZone)}</dd>
        {liveUntil && (
          <>
            <dt>{t('live.until')}</dt>
            <dd>{writeDate(liveUntil, 'full', site.timeZone)}</dd>
          </>
        )}
      </dl>
    </div>
  );
}

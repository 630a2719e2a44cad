import { t } from '../../messages/t';
import { When } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import { PublicationPill } from '../../parts/status';
import type { Article } from './queries';
import css from './rail.module.css';

/** Where the article is live and was live, newest first. */
export function PublicationsPanel({ article }: { article: Article }) {
  if (article.publications.length === 0) {
    return (
      <Empty title={t('live.none')}>
        <p>{t('live.noneWhy')}</p>
      </Empty>
    );
  }
  return article.publications.map((one) => (
    <div className={css.part} key={one.id}>
      <div className={css.partHead}>
        <h3>
          {one.site.name}, {t('live.revision', { number: one.revision.number })}
        </h3>
        <PublicationPill state={one.state} />
      </div>
      <dl className={css.facts}>
        <dt>{t('live.from')}</dt>
        <dd>
          <When iso={one.liveFrom} style="full" zone={one.site.timeZone} />
        </dd>
        {one.liveUntil && (
          <>
            <dt>{t('live.until')}</dt>
            <dd>
              <When iso={one.liveUntil} style="full" zone={one.site.timeZone} />
            </dd>
          </>
        )}
        <dt>{t('live.by')}</dt>
        <dd>{one.publishedBy.name}</dd>
        {one.withdrawnReason && (
          <>
            <dt>{t('live.reason')}</dt>
            <dd>{one.withdrawnReason}</dd>
          </>
        )}
        {one.state === 'LIVE' && (
          <>
            <dt>{t('live.page')}</dt>
            <dd>
              <a href={one.pageUrl} target="_blank" rel="noreferrer">
                {one.pageUrl.replace(/^https?:\/\//, '')}
              </a>
            </dd>
          </>
        )}
      </dl>
    </div>
  ));
}

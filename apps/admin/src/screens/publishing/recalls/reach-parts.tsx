import type { CarriedPartFragment, ServedPartFragment } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { CardRow } from '../../../parts/screen';
import { PublicationPill } from '../../../parts/status';
import css from './recalls.module.css';

/** Exactly which sites showed the text, from when until when. */
export function Served({ servedBy }: { servedBy: readonly ServedPartFragment[] }) {
  if (servedBy.length === 0) return <p className={css.intro}>{t('recall.neverServed')}</p>;
  return (
    <ul>
      {servedBy.map((one) => {
        const zone = one.site.timeZone;
        const from = writeDate(one.liveFrom, 'full', zone);
        return (
          <CardRow
            key={one.id}
            title={`${one.site.name}: ${one.revision.title}`}
            about={
              one.liveUntil
                ? t('siteAsOf.fromUntil', { from, until: writeDate(one.liveUntil, 'full', zone) })
                : t('publish.since', { date: from })
            }
          >
            <PublicationPill state={one.state} />
          </CardRow>
        );
      })}
    </ul>
  );
}

/** Which issues carried the text, and to how many people. */
export function Carried({ carriedBy }: { carriedBy: readonly CarriedPartFragment[] }) {
  if (carriedBy.length === 0) return <p className={css.intro}>{t('recall.neverCarried')}</p>;
  return (
    <ul>
      {carriedBy.map(({ issue, handedOver, unknown, notHandedOver }) => (
        <CardRow
          key={issue.id}
          title={issue.subject}
          about={[
            t('recall.handedOver', { count: handedOver }),
            unknown > 0 && t('recall.unknown', { count: unknown }),
            notHandedOver > 0 && t('recall.notHandedOver', { count: notHandedOver }),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ))}
    </ul>
  );
}

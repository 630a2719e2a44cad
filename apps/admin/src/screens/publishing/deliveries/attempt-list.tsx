import type { DeliveryPartsFragment } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { When } from '../../../parts/dates';
import css from './deliveries.module.css';

type Attempt = DeliveryPartsFragment['attempts'][number];

/** Every attempt of a delivery in its order: when, how it ended, and the beginning of what the other side answered. */
export function AttemptList({ attempts, zone }: { attempts: readonly Attempt[]; zone: string }) {
  if (attempts.length === 0) return <p className="soft">{t('attempts.none')}</p>;
  return (
    <ol className={css.attempts}>
      {attempts.map((one) => (
        <li key={one.at}>
          <span>
            <When iso={one.at} style="full" zone={zone} />: {t(`outcome.${one.outcome}`)}
            {one.status && ` (${one.status})`}
            {one.outcome !== 'STARTED' && `, ${t('attempts.took', { ms: one.durationMs })}`}
          </span>
          {one.excerpt && <pre className={css.excerpt}>{one.excerpt}</pre>}
        </li>
      ))}
    </ol>
  );
}

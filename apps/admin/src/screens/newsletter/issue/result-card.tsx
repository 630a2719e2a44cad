import { t } from '../../../messages/t';
import { Card } from '../../../parts/screen';
import css from './issue.module.css';
import type { WholeIssue } from './issue-query';

const ENDS = ['handedOver', 'failed', 'suppressed', 'skipped', 'unknown'] as const;
const ON_THE_WAY = ['queued', 'leased', 'inFlight', 'deferred'] as const;

/** Where everybody who was frozen ended, with the reason; the sum is everybody who was frozen. */
export function ResultCard({ issue: { recipients } }: { issue: WholeIssue }) {
  const waiting = ON_THE_WAY.filter((name) => recipients[name] > 0);
  const rows = [...ENDS.filter((name) => recipients[name] > 0 || name === 'handedOver'), ...waiting];
  const sum = [...ENDS, ...ON_THE_WAY].reduce((total, name) => total + recipients[name], 0);
  return (
    <Card title={t('issue.result')}>
      <table className={css.table}>
        <thead className="hidden-visually">
          <tr>
            <th scope="col">{t('issue.what')}</th>
            <th scope="col">{t('issue.people')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((name) => (
            <tr key={name}>
              <th scope="row">
                {t(`recipient.${name}`)}
                <small>{t(`recipientWhy.${name}`)}</small>
              </th>
              <td>{t('number', { value: recipients[name] })}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              {t('issue.writtenDown')}
              <small>{t(sum === recipients.frozen ? 'issue.addsUp' : 'issue.doesNotAddUp')}</small>
            </th>
            <td>{t('number', { value: recipients.frozen })}</td>
          </tr>
        </tfoot>
      </table>
    </Card>
  );
}

import { t } from '../../../messages/t';
import { Card } from '../../../parts/screen';
import css from './issue.module.css';
import type { WholeIssue } from './issue-query';

const REPORTS = ['delivered', 'bouncedHard', 'bouncedSoft', 'blocked', 'complained', 'unsubscribed'] as const;

/** What mail servers said after they had taken the message. */
export function ReportsCard({ issue: { reports } }: { issue: WholeIssue }) {
  const told = REPORTS.filter((name) => reports[name] > 0);
  return (
    <Card title={t('mailReports.title')}>
      {told.length === 0 ? (
        <p className={css.choice}>{t('mailReports.none')}</p>
      ) : (
        <table className={css.table}>
          <thead className="hidden-visually">
            <tr>
              <th scope="col">{t('issue.what')}</th>
              <th scope="col">{t('issue.people')}</th>
            </tr>
          </thead>
          <tbody>
            {told.map((name) => (
              <tr key={name}>
                <th scope="row">
                  {t(`mailReports.${name}`)}
                  <small>{t(`mailReportsWhy.${name}`)}</small>
                </th>
                <td>{t('number', { value: reports[name] })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

import type { CheckPartsFragment, IssueCheckSeverity } from '../../../gql/operations';
import { refusalSentence, t } from '../../../messages/t';
import type { IconName } from '../../../parts/icons';
import { Card } from '../../../parts/screen';
import { Pill, type Tone } from '../../../parts/status';
import css from './preview.module.css';

const LOOKS: Readonly<Record<IssueCheckSeverity, readonly [Tone, IconName]>> = {
  BLOCKING: ['danger', 'stop'],
  WARNING: ['due', 'fix'],
  NOTE: ['neutral', 'note'],
};

/** What is to be known before an issue is sent, the gravest first. */
export function ChecksCard({ checks }: { checks: readonly CheckPartsFragment[] }) {
  const blocking = checks.filter(({ severity }) => severity === 'BLOCKING').length;
  return (
    <Card
      title={t('mailChecks.title')}
      aside={
        <Pill tone={blocking > 0 ? 'danger' : 'good'} icon={blocking > 0 ? 'stop' : 'check'}>
          {blocking > 0 ? t('mailChecks.blocking', { count: blocking }) : t('mailChecks.clear')}
        </Pill>
      }
    >
      {checks.length > 0 && (
        <ul className={css.checks}>
          {checks.map(({ code, severity, sentence, publicationId }) => (
            <li key={`${code} ${publicationId} ${sentence}`} className={css.check}>
              <Pill tone={LOOKS[severity][0]} icon={LOOKS[severity][1]}>
                {t(`mailCheck.${severity}`)}
              </Pill>
              <p>{refusalSentence({ code, message: sentence })}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

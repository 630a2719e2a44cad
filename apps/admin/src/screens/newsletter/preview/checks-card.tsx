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

/** In another language than the server's the sentence of the code, behind the words or the link that it is about. */
function sentenceOf({ code, sentence: message }: CheckPartsFragment): string {
  const sentence = refusalSentence({ code, message });
  const about = /“[^”]+”/.exec(message)?.[0];
  return sentence === message || !about ? sentence : `${about}: ${sentence}`;
}

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
          {checks.map((one) => (
            <li key={`${one.code} ${one.publicationId} ${one.sentence}`} className={css.check}>
              <Pill tone={LOOKS[one.severity][0]} icon={LOOKS[one.severity][1]}>
                {t(`mailCheck.${one.severity}`)}
              </Pill>
              <p>{sentenceOf(one)}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

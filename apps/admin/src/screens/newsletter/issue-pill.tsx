import type { IssueStatus } from '../../gql/operations';
import { t } from '../../messages/t';
import type { IconName } from '../../parts/icons';
import { Pill, type Tone } from '../../parts/status';

const LOOKS: Readonly<Record<IssueStatus, readonly [Tone, IconName]>> = {
  COMPOSING: ['neutral', 'pencil'],
  HANDING_OVER: ['accent', 'arrow'],
  WAITING: ['due', 'clock'],
  PAUSED: ['due', 'off'],
  ON_HOLD: ['danger', 'stop'],
  FINISHED: ['good', 'check'],
  FINISHED_WITH_UNKNOWN: ['due', 'note'],
  CANCELLED: ['neutral', 'off'],
};

/** The one way in which the state of an issue is shown. */
export function IssuePill({ status }: { status: IssueStatus }) {
  const [tone, icon] = LOOKS[status];
  return (
    <Pill tone={tone} icon={icon}>
      {t(`issue.${status}`)}
    </Pill>
  );
}

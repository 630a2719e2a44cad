import type { DeliveryState, DestinationState } from '../../../gql/operations';
import { t } from '../../../messages/t';
import type { IconName } from '../../../parts/icons';
import { Pill, type Tone } from '../../../parts/status';

const DELIVERY: Readonly<Record<DeliveryState, readonly [Tone, IconName]>> = {
  PENDING: ['due', 'clock'],
  SUCCEEDED: ['good', 'check'],
  EXHAUSTED: ['danger', 'stop'],
  CANCELLED: ['neutral', 'off'],
};

const DESTINATION: Readonly<Record<DestinationState, readonly [Tone, IconName]>> = {
  ENABLED: ['good', 'check'],
  PAUSED: ['due', 'clock'],
  DISABLED: ['neutral', 'off'],
};

/** Every state of a delivery, in the order in which somebody looks for them. */
export const DELIVERY_STATES: readonly DeliveryState[] = ['EXHAUSTED', 'PENDING', 'CANCELLED', 'SUCCEEDED'];

/** The one way in which the state of a delivery is shown. */
export function DeliveryPill({ state }: { state: DeliveryState }) {
  const [tone, icon] = DELIVERY[state];
  return (
    <Pill tone={tone} icon={icon}>
      {t(`delivery.${state}`)}
    </Pill>
  );
}

/** How a destination is: its own state, and while it is on, whether it fails. */
export function DestinationPill({ state, failures }: { state: DestinationState; failures: number }) {
  if (state === 'ENABLED' && failures > 0) {
    return (
      <Pill tone="danger" icon="stop">
        {t('destination.failing')}
      </Pill>
    );
  }
  const [tone, icon] = DESTINATION[state];
  return (
    <Pill tone={tone} icon={icon}>
      {t(`destination.${state}`)}
    </Pill>
  );
}

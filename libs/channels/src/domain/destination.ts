import { transitions } from '#kernel';

export type DestinationState = 'enabled' | 'paused' | 'disabled';

/** A paused destination keeps its deliveries waiting; a disabled one gets no new ones. */
export const destinationStates = transitions<DestinationState>('enabled', {
  enabled: ['paused', 'disabled'],
  paused: ['enabled', 'disabled'],
  disabled: ['enabled'],
});

/** Why the product itself switched a destination off: it said that it is gone, or failed for days. */
export type DisabledReason = 'gone' | 'failing';

/** A place that is told when something goes live or is withdrawn, without its secret. */
export interface DestinationRow {
  readonly id: string;
  readonly siteId: string;
  readonly kind: string;
  readonly name: string;
  readonly url: string;
  readonly state: DestinationState;
  readonly stateReason: DisabledReason | null;
  readonly createdAt: Date;
  /** Until when the secret before this one counts as well. */
  readonly previousUntil: Date | null;
  /** Failures one after another, and since when. */
  readonly failures: number;
  readonly failingSince: Date | null;
  /** Until when nothing is tried there. */
  readonly restsUntil: Date | null;
}

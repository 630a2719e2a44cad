import { transitions } from '#kernel';

export type DestinationState = 'enabled' | 'paused' | 'disabled';

/** A paused destination keeps its deliveries waiting; a disabled one gets no new ones. */
export const destinationStates = transitions<DestinationState>('enabled', {
  enabled: ['paused', 'disabled'],
  paused: ['enabled', 'disabled'],
  disabled: ['enabled'],
});

/** A place that is told when something goes live or is withdrawn, without its secret. */
export interface DestinationRow {
  readonly id: string;
  readonly siteId: string;
  readonly kind: string;
  readonly name: string;
  readonly url: string;
  readonly state: DestinationState;
  readonly createdAt: Date;
}

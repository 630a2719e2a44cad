import { transitions } from '#kernel';

export type PublicationState = 'live' | 'replaced' | 'withdrawn';

/** A publication goes live once. What comes back later is a new publication. */
export const publicationStates = transitions<PublicationState>('live', {
  live: ['replaced', 'withdrawn'],
  replaced: [],
  withdrawn: [],
});

export type ScheduleState = 'scheduled' | 'fired' | 'refused' | 'cancelled';

/** A schedule ends in exactly one way; a refused one is shown with its reason. */
export const scheduleStates = transitions<ScheduleState>('scheduled', {
  scheduled: ['fired', 'refused', 'cancelled'],
  fired: [],
  refused: [],
  cancelled: [],
});

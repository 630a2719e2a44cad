import { transitions } from '#kernel';

export type PublicationState = 'live' | 'replaced' | 'withdrawn';

/** A publication goes live once. What comes back later is a new publication. */
export const publicationStates = transitions<PublicationState>('live', {
  live: ['replaced', 'withdrawn'],
  replaced: [],
  withdrawn: [],
});

export type ScheduleState = 'scheduled' | 'fired' | 'refused' | 'cancelled' | 'parked';

/** A schedule ends in exactly one way; a refused one is shown with its reason. A parked one waits for a person. */
export const scheduleStates = transitions<ScheduleState>('scheduled', {
  scheduled: ['fired', 'refused', 'cancelled', 'parked'],
  parked: ['scheduled', 'cancelled'],
  fired: [],
  refused: [],
  cancelled: [],
});

export type EndState = 'waiting' | 'done' | 'cancelled';

/** The end of a publication comes, or is called off. */
export const endStates = transitions<EndState>('waiting', {
  waiting: ['done', 'cancelled'],
  done: [],
  cancelled: [],
});

export type ReleaseState = 'planned' | 'fired' | 'refused' | 'cancelled' | 'parked';

/** A release fires as a whole, or is refused as a whole with every reason. A parked one waits for a person. */
export const releaseStates = transitions<ReleaseState>('planned', {
  planned: ['fired', 'refused', 'cancelled', 'parked'],
  parked: ['planned', 'cancelled'],
  fired: [],
  refused: [],
  cancelled: [],
});

export type HoldState = 'held' | 'accepted' | 'replaced';

/** A site's wish to wait with updates: accepted by a person, or replaced by a newer wish. */
export const holdStates = transitions<HoldState>('held', {
  held: ['accepted', 'replaced'],
  accepted: [],
  replaced: [],
});

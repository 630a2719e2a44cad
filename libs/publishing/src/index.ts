export { type OverdueAction, overdueTerms } from './domain/overdue.js';
export { type PublishingGround, type PublishingObstacle, publishingObstacle } from './domain/publishable.js';
export {
  AddressTaken,
  AlreadyLive,
  AlreadyScheduled,
  NotApproved,
  NotHeld,
  NotLive,
  ReleaseBlocked,
  ReleaseMovedOn,
  ReviewOverdue,
  RevisionRecalled,
  ScheduleMovedOn,
  ScheduleNotParked,
  TimeRepeated,
  TimeSkipped,
  TranslationStale,
  UpdateHeld,
} from './domain/refusals.js';
export {
  type PublicationState,
  publicationStates,
  type ReleaseState,
  type ScheduleState,
  scheduleStates,
} from './domain/states.js';
export { instantOf } from './domain/wall-time.js';
export { GoLive, type GoLiveOrder, type GoLiveRefusal, RefusedInTransaction } from './go-live.js';
export { EndPublications } from './jobs/end-publications.js';
export { FireReleases } from './jobs/fire-releases.js';
export { FireSchedules } from './jobs/fire-schedules.js';
export { LivePublications } from './live-publications.js';
export { type CalendarEntry, CalendarReader } from './persistence/calendar-reader.js';
export { type Correction, correctionsOf } from './persistence/corrections.js';
export { type NewlyLive, newlyLive } from './persistence/newly-live.js';
export type { HoldRow } from './persistence/publication-holds.js';
export { PublicationReader } from './persistence/publication-reader.js';
export { nextSequence, type PublicationRow, publicationById } from './persistence/publications.js';
export { type BarredText, barRevisions, isRecalled } from './persistence/recalled-revisions.js';
export { ReleaseReader } from './persistence/release-reader.js';
export type { ReleaseItemRow, ReleaseObstacle, ReleaseRow } from './persistence/releases.js';
export type { ScheduleRow } from './persistence/schedules.js';
export { type ApprovalGround, type LivePublication, PublicationProjection } from './projection.js';
export { PublishingModule } from './publishing.module.js';
export { RefreshGround } from './refresh-ground.js';
export { TakeDown, type TakeDownOrder } from './take-down.js';
export { AcceptUpdate } from './use-cases/accept-update.js';
export { DeferUpdates } from './use-cases/defer-updates.js';
export { PlanRelease, type PlanReleaseInput } from './use-cases/plan-release.js';
export { PublishRevision, type PublishRevisionInput } from './use-cases/publish-revision.js';
export { SchedulePublication, type SchedulePublicationInput } from './use-cases/schedule-publication.js';
export { SetPublicationEnd } from './use-cases/set-publication-end.js';
export { SteerRelease } from './use-cases/steer-release.js';
export { SteerSchedule } from './use-cases/steer-schedule.js';
export { WithdrawPublication } from './use-cases/withdraw-publication.js';
export { type TimeInput, type TimeRefusal, WallClock } from './wall-clock.js';

import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { ReviewModule } from '#review';
import { GoLive } from './go-live.js';
import { HeldUpdates } from './held-updates.js';
import { EndPublications } from './jobs/end-publications.js';
import { FireReleases } from './jobs/fire-releases.js';
import { FireSchedules } from './jobs/fire-schedules.js';
import { LivePublications } from './live-publications.js';
import { CalendarReader } from './persistence/calendar-reader.js';
import { GroundReader } from './persistence/ground-reader.js';
import { PublicationReader } from './persistence/publication-reader.js';
import { ReleaseReader } from './persistence/release-reader.js';
import { PublicationProjection } from './projection.js';
import { RefreshGround } from './refresh-ground.js';
import { ReleaseTrial } from './release-trial.js';
import { TakeDown } from './take-down.js';
import { AcceptUpdate } from './use-cases/accept-update.js';
import { DeferUpdates } from './use-cases/defer-updates.js';
import { PlanRelease } from './use-cases/plan-release.js';
import { PublishRevision } from './use-cases/publish-revision.js';
import { SchedulePublication } from './use-cases/schedule-publication.js';
import { SetPublicationEnd } from './use-cases/set-publication-end.js';
import { SteerRelease } from './use-cases/steer-release.js';
import { SteerSchedule } from './use-cases/steer-schedule.js';
import { WithdrawPublication } from './use-cases/withdraw-publication.js';
import { WallClock } from './wall-clock.js';

const SERVICES = [
  AcceptUpdate,
  CalendarReader,
  DeferUpdates,
  EndPublications,
  FireReleases,
  FireSchedules,
  GoLive,
  GroundReader,
  HeldUpdates,
  LivePublications,
  PlanRelease,
  PublicationReader,
  PublishRevision,
  RefreshGround,
  ReleaseReader,
  ReleaseTrial,
  SchedulePublication,
  SetPublicationEnd,
  SteerRelease,
  SteerSchedule,
  TakeDown,
  WallClock,
  WithdrawPublication,
];

/** What is public, from when, until when, and why. */
@Module({})
export class PublishingModule {
  /** @param projection what keeps the read model: the process decides */
  static with(projection: Type<PublicationProjection>): DynamicModule {
    return {
      module: PublishingModule,
      global: true,
      imports: [EditingModule, IdentityModule, OutboxModule, ReviewModule],
      providers: [...SERVICES, { provide: PublicationProjection, useClass: projection }],
      exports: SERVICES,
    };
  }
}

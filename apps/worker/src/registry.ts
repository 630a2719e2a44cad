import type { ModuleMetadata, Type } from '@nestjs/common';
import { AssessmentModule, assessmentHandlers, assessmentJobs, assessmentSweeps } from '#assessment';
import { audienceHandlers, audienceJobs, audienceSweeps } from '#audience';
import { ChannelsModule, channelHandlers, channelJobs, channelSweeps } from '#channels';
import { DeliveryProjection } from '#delivery';
import { editingHandlers, editingJobs, editingSweeps } from '#editing';
import { EvidenceModule, evidenceHandlers, evidenceJobs, evidenceSweeps } from '#evidence';
import { IdentityModule } from '#identity';
import { ImportingModule, importHandlers, importJobs, importSweeps } from '#importing';
import { MediaModule, mediaHandlers, mediaJobs, mediaSweeps } from '#media';
import {
  NewsletterModule,
  NewsletterReportsModule,
  newsletterHandlers,
  newsletterJobs,
  newsletterSweeps,
} from '#newsletter';
import { NotifySenderModule, notifyHandlers, notifyJobs, notifySweeps } from '#notify';
import { OversightModule, oversightHandlers, oversightJobs, oversightSweeps } from '#oversight';
import { ParkedModule } from '#parked';
import type { JobDefinition, JobHandler, Sweep } from '#platform';
import { EndPublications, FireReleases, FireSchedules, PublishingModule } from '#publishing';
import { RemindReviewers } from '#review';
import { ArticleSubjectsModule } from './notices/article-subjects.js';
import { SubjectReader } from './notices/subject-reader.js';
import { PagesModule } from './pages/pages.module.js';
import { StaticSiteModule } from './static-site/static-site.module.js';
import { Housekeeping } from './sweeps/housekeeping.js';

/** The rooms this process wires together. */
export const rooms: ModuleMetadata['imports'] = [
  PublishingModule.with(DeliveryProjection),
  AssessmentModule,
  ChannelsModule,
  EvidenceModule,
  ImportingModule,
  MediaModule,
  NewsletterModule,
  OversightModule,
  ParkedModule,
  StaticSiteModule,
  PagesModule,
  NotifySenderModule.with(SubjectReader, [
    ArticleSubjectsModule,
    ChannelsModule,
    IdentityModule,
    NewsletterReportsModule,
  ]),
];

/** Every job that may come out of a queue, gathered from the rooms. */
export const jobs: readonly JobDefinition[] = [
  ...assessmentJobs,
  ...audienceJobs,
  ...channelJobs,
  ...evidenceJobs,
  ...importJobs,
  ...editingJobs,
  ...mediaJobs,
  ...newsletterJobs,
  ...notifyJobs,
  ...oversightJobs,
];

/** One class a job. A room that does not provide its handler itself is given it here. */
export const handlers: readonly Type<JobHandler>[] = [
  ...assessmentHandlers,
  ...audienceHandlers,
  ...channelHandlers,
  ...evidenceHandlers,
  ...importHandlers,
  ...editingHandlers,
  ...mediaHandlers,
  ...newsletterHandlers,
  ...notifyHandlers,
  ...oversightHandlers,
];

export const sweeps: readonly Type<Sweep>[] = [
  FireSchedules,
  FireReleases,
  EndPublications,
  ...assessmentSweeps,
  ...audienceSweeps,
  ...channelSweeps,
  ...evidenceSweeps,
  ...importSweeps,
  ...editingSweeps,
  ...mediaSweeps,
  ...newsletterSweeps,
  ...notifySweeps,
  ...oversightSweeps,
  RemindReviewers,
  Housekeeping,
];

/** Handlers, sweeps and ports that no room provides by itself. */
export const providers: ModuleMetadata['providers'] = [Housekeeping];

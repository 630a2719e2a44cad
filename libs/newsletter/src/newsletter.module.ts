import { type DynamicModule, Module } from '@nestjs/common';
import { AudienceModule, ConfirmationMailer, SendConfirmation } from '#audience';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { Database, Heartbeat, SETTINGS, type Settings } from '#platform';
import { SenderLookup } from './dns/sender-lookup.js';
import { SystemTxtRecords, TxtRecords } from './dns/txt-records.js';
import { DEFAULT_OPTIONS, NEWSLETTER_OPTIONS, type NewsletterOptions } from './domain/options.js';
import { ChunkSource } from './jobs/chunk-source.js';
import { ChunkTools } from './jobs/chunk-tools.js';
import { FireIssueSchedules } from './jobs/fire-issue-schedules.js';
import { LookAtSenders } from './jobs/look-at-senders.js';
import { MakeDigests } from './jobs/make-digests.js';
import { MessageWriter } from './jobs/message-writer.js';
import { NewsletterSweep } from './jobs/newsletter-sweep.js';
import { PrepareIssue } from './jobs/prepare-issue.js';
import { ScheduleRefusals } from './jobs/schedule-refusals.js';
import { SendChunk } from './jobs/send-chunk.js';
import { LIVE_WORKERS, Pacer } from './mail/pacer.js';
import { SmtpConfirmationMailer } from './mail/smtp-confirmation-mailer.js';
import { SmtpPool } from './mail/smtp-pool.js';
import { TestPost } from './mail/test-post.js';
import { IssueTexts } from './message/issue-texts.js';
import { NewsletterReportsModule } from './newsletter-reports.module.js';
import { CarriedIssues } from './persistence/carried-issues.js';
import { Digests } from './persistence/digests.js';
import { IssueApprovals } from './persistence/issue-approvals.js';
import { IssueDisplays } from './persistence/issue-displays.js';
import { IssueSchedules } from './persistence/issue-schedules.js';
import { Ledger } from './persistence/ledger.js';
import { OwedCorrections } from './persistence/owed-corrections.js';
import { SenderChecks } from './persistence/sender-checks.js';
import { SendingHome } from './persistence/sending-home.js';
import { SendingPace } from './persistence/sending-pace.js';
import { UnknownRecipients } from './persistence/unknown-recipients.js';
import { ApprovalGate } from './use-cases/approval-gate.js';
import { ApproveIssue } from './use-cases/approve-issue.js';
import { ApproverLicence } from './use-cases/approver-licence.js';
import { BeforeSending } from './use-cases/before-sending.js';
import { CheckIssue } from './use-cases/check-issue.js';
import { CheckSenderDomain } from './use-cases/check-sender-domain.js';
import { ComposeIssue } from './use-cases/compose-issue.js';
import { DeleteIssue } from './use-cases/delete-issue.js';
import { CollectNews } from './use-cases/digest-news.js';
import { DraftDigest } from './use-cases/draft-digest.js';
import { EditIssue } from './use-cases/edit-issue.js';
import { FreezeIssue } from './use-cases/freeze-issue.js';
import { Freezing } from './use-cases/freezing.js';
import { HandOnDigest } from './use-cases/hand-on-digest.js';
import { IssueAccess } from './use-cases/issue-access.js';
import { IssueArticles } from './use-cases/issue-articles.js';
import { IssueGates } from './use-cases/issue-gates.js';
import { IssueGround } from './use-cases/issue-ground.js';
import { MakeDigest } from './use-cases/make-digest.js';
import { NoteDigestFault } from './use-cases/note-digest-fault.js';
import { PreviewIssue } from './use-cases/preview-issue.js';
import { ReadDigest } from './use-cases/read-digest.js';
import { ReadIssues } from './use-cases/read-issues.js';
import { RenderIssue } from './use-cases/render-issue.js';
import { ResolveUnknown } from './use-cases/resolve-unknown.js';
import { ScheduleIssue } from './use-cases/schedule-issue.js';
import { SendTestIssue } from './use-cases/send-test-issue.js';
import { SenderGate } from './use-cases/sender-gate.js';
import { SteerDigest } from './use-cases/steer-digest.js';
import { SteerIssue } from './use-cases/steer-issue.js';
import { TestReaders } from './use-cases/test-readers.js';

const SERVICES = [
  CollectNews,
  ApproverLicence,
  Digests,
  DraftDigest,
  HandOnDigest,
  NoteDigestFault,
  ReadDigest,
  MakeDigest,
  MakeDigests,
  SteerDigest,
  CheckSenderDomain,
  SenderLookup,
  SenderChecks,
  SenderGate,
  LookAtSenders,
  IssueAccess,
  ApprovalGate,
  Freezing,
  TestPost,
  ChunkSource,
  ChunkTools,
  MessageWriter,
  ScheduleIssue,
  IssueSchedules,
  IssueDisplays,
  TestReaders,
  FireIssueSchedules,
  ScheduleRefusals,
  SendTestIssue,
  RenderIssue,
  PreviewIssue,
  IssueTexts,
  CheckIssue,
  IssueGates,
  IssueArticles,
  IssueApprovals,
  EditIssue,
  DeleteIssue,
  ApproveIssue,
  BeforeSending,
  CarriedIssues,
  ComposeIssue,
  FreezeIssue,
  IssueGround,
  Ledger,
  OwedCorrections,
  Pacer,
  PrepareIssue,
  ReadIssues,
  ResolveUnknown,
  SendingHome,
  SendingPace,
  SmtpPool,
  SteerIssue,
  UnknownRecipients,
];
/** The confirmation job is the audience's; it is provided here because its mailer is. */
const WORK = [NewsletterSweep, SendChunk, SendConfirmation];
const PORTS = [
  {
    provide: NEWSLETTER_OPTIONS,
    inject: [SETTINGS],
    useFactory: ({ newsletter }: Settings): NewsletterOptions => ({ ...DEFAULT_OPTIONS, ...newsletter }),
  },
  { provide: LIVE_WORKERS, inject: [Database], useFactory: (database: Database) => new Heartbeat(database) },
  { provide: ConfirmationMailer, useClass: SmtpConfirmationMailer },
  { provide: TxtRecords, useClass: SystemTxtRecords },
];

/** Issues, their frozen audiences, and the sender. The process also provides publishing, which is global. */
@Module({
  imports: [AudienceModule, IdentityModule, NewsletterReportsModule, OutboxModule],
  providers: [...SERVICES, ...WORK, ...PORTS],
  exports: [...SERVICES, ...WORK, ...PORTS.map(({ provide }) => provide), AudienceModule, NewsletterReportsModule],
})
export class NewsletterModule {
  /** The same with other options: another mail server's limits, or a test's short leases. */
  static with(options: Partial<NewsletterOptions>): DynamicModule {
    const useValue: NewsletterOptions = { ...DEFAULT_OPTIONS, ...options };
    return { module: NewsletterModule, providers: [{ provide: NEWSLETTER_OPTIONS, useValue }] };
  }
}

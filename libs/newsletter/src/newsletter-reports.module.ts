import { Module } from '@nestjs/common';
import { AudienceModule } from '#audience';
import { IdentityModule } from '#identity';
import { NotifyModule } from '#notify';
import { Issues } from './persistence/issues.js';
import { MailEvents } from './persistence/mail-events.js';
import { HoldIssue } from './use-cases/hold-issue.js';
import { IssueNotices } from './use-cases/issue-notices.js';
import { NoteRefusals } from './use-cases/note-refusals.js';
import { StopAtRates } from './use-cases/stop-at-rates.js';
import { TakeMailEvents } from './use-cases/take-mail-events.js';

/** What takes the reports of mail servers: nothing here sends, so that a process without a mail server can take them. */
@Module({
  imports: [AudienceModule, IdentityModule, NotifyModule],
  providers: [HoldIssue, IssueNotices, Issues, MailEvents, NoteRefusals, StopAtRates, TakeMailEvents],
  exports: [HoldIssue, IssueNotices, Issues, MailEvents, NoteRefusals, StopAtRates, TakeMailEvents],
})
export class NewsletterReportsModule {}

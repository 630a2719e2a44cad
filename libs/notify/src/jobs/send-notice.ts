import { Inject, Injectable } from '@nestjs/common';
import { MailServerUnavailable, type SmtpAccount, SmtpLine, smtpAccount } from '#mail';
import { type JobHandler, LOGGER, type Logger, SETTINGS, type Settings } from '#platform';
import type { NoticeMessage } from '../domain/notice-message.js';
import { Notices } from '../persistence/notices.js';
import { ComposeNotice } from './compose-notice.js';
import { sendNoticeJob } from './jobs.js';

const WAITS = { replyTimeoutMs: 120_000, connectTimeoutMs: 30_000 };

/**
 * Sends one notice. Everything that can fail without a message leaving happens first; then the ledger says that it is
 * on its way, and only then it goes. Killed before: the sweep sends it. Killed after: the ledger's rule for unknown
 * hand-overs. Run twice at once: one of the two begins.
 */
@Injectable()
export class SendNotice implements JobHandler<{ noticeId: string }> {
  readonly job = sendNoticeJob;
  private readonly account: SmtpAccount;

  constructor(
    private readonly notices: Notices,
    private readonly compose: ComposeNotice,
    @Inject(SETTINGS) settings: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.account = smtpAccount(settings, WAITS);
  }

  async run({ noticeId }: { noticeId: string }): Promise<void> {
    const notice = await this.notices.due(noticeId);
    if (!notice) return;
    const message = await this.compose.run(notice);
    if ('reason' in message) return void (await this.notices.settle(noticeId, 'skipped', message.reason));
    const line = await SmtpLine.open(this.account).catch((error: unknown) => {
      if (error instanceof MailServerUnavailable) return error;
      throw error;
    });
    if (line instanceof MailServerUnavailable) return void (await this.notices.wait(noticeId, line.message));
    try {
      if (await this.notices.begin(noticeId)) await this.handOver(line, noticeId, notice.attempts + 1, message);
    } finally {
      line.quit();
    }
  }

  private async handOver(line: SmtpLine, id: string, attempt: number, message: NoticeMessage): Promise<void> {
    const { kind, reply } = await line.send(message, message.bytes);
    if (kind === 'handedOver') return void (await this.notices.settle(id, 'handedOver', reply));
    this.logger.warn({ noticeId: id, attempt, outcome: kind }, 'a notice to staff was not handed over');
    if (kind === 'failed') await this.notices.settle(id, 'failed', reply);
    else if (kind === 'unknown') await this.notices.unknown(id, reply);
    else await this.notices.notNow(id, attempt, reply);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { type JobRequest, LOGGER, type Logger, type Sweep } from '#platform';
import { Notices } from '../persistence/notices.js';
import { sendNoticeJob } from './jobs.js';

/** Finds notices that are due and that no job looks after. The queue may lose everything; this finds it again. */
@Injectable()
export class NoticeSweep implements Sweep {
  readonly name = 'notify.find-due-notices';
  readonly everyMs = 15_000;

  constructor(
    private readonly notices: Notices,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(): Promise<JobRequest[]> {
    const ended = await this.notices.endLost();
    if (ended.unknown + ended.expired > 0) this.logger.warn(ended, 'notices to staff ended without their worker');
    const due = await this.notices.dueIds();
    return due.map(
      (noticeId) => ({ job: sendNoticeJob, data: { noticeId }, id: `staff-notice-${noticeId}` }) as JobRequest,
    );
  }
}

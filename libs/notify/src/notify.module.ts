import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { ComposeNotice } from './jobs/compose-notice.js';
import { NoticeSweep } from './jobs/notice-sweep.js';
import { SendNotice } from './jobs/send-notice.js';
import { WriteLetter } from './jobs/write-letter.js';
import { Notices } from './persistence/notices.js';
import { StaffNotices } from './staff-notices.js';
import { NoticeSubjects } from './subjects.js';

/** Where rooms ask for an e-mail to staff. */
@Module({ imports: [OutboxModule], providers: [StaffNotices], exports: [StaffNotices] })
export class NotifyModule {}

const WORK = [NoticeSweep, SendNotice, WriteLetter];

/** What sends them: for the worker alone. */
@Module({})
export class NotifySenderModule {
  /**
   * @param subjects looks the subjects up
   * @param rooms the modules it reads from
   */
  static with(subjects: Type<NoticeSubjects>, rooms: readonly Type[]): DynamicModule {
    return {
      module: NotifySenderModule,
      imports: [IdentityModule, NotifyModule, ...rooms],
      providers: [...WORK, ComposeNotice, Notices, { provide: NoticeSubjects, useClass: subjects }],
      exports: WORK,
    };
  }
}

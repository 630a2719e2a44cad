import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Outbox } from '#outbox';
import type { Tx } from '#platform';
import { assertShort, type NoticeDetail, type NoticeSubject } from './domain/notice.js';
import { assertComplete, type NoticeKind } from './domain/wording.js';

export interface NewNotice {
  /** Names the occasion, such as `review-due-<approval>-30-<user>`: the same occasion is written to once, ever. */
  readonly key: string;
  readonly userId: string;
  /** The site it is about: it gives language and sender, and who has no role there any more gets nothing. */
  readonly siteId: string | null;
  readonly kind: NoticeKind;
  readonly subject: NoticeSubject;
  readonly detail?: NoticeDetail;
}

const KEY = /^[\w.:-]{1,200}$/;

/** Where a room asks for an e-mail to a member of staff. */
@Injectable()
export class StaffNotices {
  constructor(private readonly outbox: Outbox) {}

  /**
   * Writes a notice down in the caller's transaction: it is sent if and only if what it tells of was committed. False
   * when this occasion was written down before. One statement, two when it is new.
   *
   * @throws Error when the key, or a detail, is more than ids and short codes, or the kind's words need a detail that
   *   is not there
   */
  async queue(tx: Tx, notice: NewNotice): Promise<boolean> {
    const { key, userId, siteId, kind, subject, detail = {} } = notice;
    if (!KEY.test(key)) throw new Error('The key of a notice is 1 to 200 letters, digits and the signs . : _ -');
    assertShort(detail);
    assertComplete(kind, detail);
    const id = newId();
    const written = await tx.$executeRaw`
      INSERT INTO staff_notice (id, key, user_id, site_id, kind, subject_type, subject_id, detail)
      VALUES (${id}::uuid, ${key}, ${userId}::uuid, ${siteId}::uuid, ${kind}, ${subject.type}, ${subject.id}::uuid,
              ${JSON.stringify(detail)}::jsonb)
      ON CONFLICT (key) DO NOTHING`;
    if (written === 0) return false;
    await this.outbox.append(tx, { kind: 'staff-notice.queued', payload: { noticeId: id } });
    return true;
  }
}

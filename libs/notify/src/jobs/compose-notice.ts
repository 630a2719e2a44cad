import { Inject, Injectable } from '@nestjs/common';
import { People, type SiteRow, Sites } from '#identity';
import { SETTINGS, type Settings, type StaffActor } from '#platform';
import { type NoticeMessage, noticeMessage } from '../domain/notice-message.js';
import { WORDING } from '../domain/wording.js';
import type { WaitingNotice } from '../persistence/notices.js';
import { NoticeSubjects } from '../subjects.js';

/** Why nobody is to be written to any more. */
export interface Needless {
  readonly reason: 'no role at the site' | 'subject gone';
}

/** Makes a notice's message from what is true when it is sent. */
@Injectable()
export class ComposeNotice {
  constructor(
    private readonly people: People,
    private readonly sites: Sites,
    private readonly subjects: NoticeSubjects,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws Error for a kind that a newer release wrote down: that release will send it */
  async run(notice: WaitingNotice): Promise<NoticeMessage | Needless> {
    if (!Object.hasOwn(WORDING, notice.kind)) throw new Error(`No words for notices of kind ${notice.kind}.`);
    const person = await this.people.actor(notice.userId);
    const site = person && (await this.siteFor(person, notice.siteId));
    if (!site) return { reason: 'no role at the site' };
    const subject = await this.subjects.describe({ type: notice.subjectType, id: notice.subjectId });
    if (!subject) return { reason: 'subject gone' };
    const { byId } = notice.detail;
    const [by] = byId ? await this.people.byIds([byId]) : [];
    const to = await this.people.emailOf(notice.userId);
    const url = `${this.settings.publicUrl}/admin${subject.path}`;
    return noticeMessage({ ...notice, to, site, title: subject.title, url, byName: by?.name ?? '' });
  }

  /** A notice of no site goes in the name of one where the person works. */
  private async siteFor({ memberships }: StaffActor, siteId: string | null): Promise<SiteRow | null> {
    const membership = memberships.find((it) => siteId === null || it.siteId === siteId);
    return membership ? this.sites.byId(membership.siteId) : null;
  }
}

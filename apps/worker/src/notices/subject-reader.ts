import { Injectable } from '@nestjs/common';
import { Destinations } from '#channels';
import { Sites, StaffLetters } from '#identity';
import { Issues } from '#newsletter';
import { type DescribedSubject, NoticeSubjects } from '#notify';
import { ArticleSubjects } from './article-subjects.js';

type Subject = Parameters<NoticeSubjects['describe']>[0];

/** Looks up what a notice is about in the room that owns it. */
@Injectable()
export class SubjectReader extends NoticeSubjects {
  constructor(
    private readonly articles: ArticleSubjects,
    private readonly sites: Sites,
    private readonly destinations: Destinations,
    private readonly letters: StaffLetters,
    private readonly issues: Issues,
  ) {
    super();
  }

  async describe(subject: Subject): Promise<DescribedSubject | null> {
    if (subject.type === 'site') return this.site(subject.id);
    if (subject.type === 'issue') return this.issue(subject.id);
    if (subject.type === 'digest') return this.digest(subject.id);
    if (subject.type === 'destination') return this.destination(subject.id);
    if (subject.type === 'staffLetter') return this.letter(subject.id);
    if (subject.type === 'staff') return { title: '', path: '/account' };
    return this.articles.describe(subject);
  }

  private async destination(id: string): Promise<DescribedSubject | null> {
    const destination = await this.destinations.byId(id);
    return destination && { title: destination.name, path: `/publishing/destinations/${id}` };
  }

  /** A draft may be gone by now: then there is nothing to tell of. */
  private async issue(id: string): Promise<DescribedSubject | null> {
    const issue = await this.issues.byId(id);
    return issue && { title: issue.subject, path: `/newsletters/${id}` };
  }

  private async digest(siteId: string): Promise<DescribedSubject | null> {
    const site = await this.sites.byId(siteId);
    return site && { title: site.name, path: `/newsletters/digest?site=${encodeURIComponent(site.slug)}` };
  }

  /** The one e-mail that carries a secret: it is read here, as it leaves, and stands in no ledger and no log. */
  private async letter(id: string): Promise<DescribedSubject | null> {
    const token = await this.letters.tokenOf(id);
    return token === null ? null : { title: '', path: `/choose-password?token=${encodeURIComponent(token)}` };
  }

  private async site(id: string): Promise<DescribedSubject | null> {
    const site = await this.sites.byId(id);
    return site && { title: site.name, path: '/articles' };
  }
}

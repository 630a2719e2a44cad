import { Injectable } from '@nestjs/common';
import { Destinations } from '#channels';
import { ArticleReader } from '#editing';
import { Sites, StaffLetters } from '#identity';
import { type DescribedSubject, NoticeSubjects } from '#notify';
import { PublicationReader } from '#publishing';
import { ReviewReader } from '#review';

type Subject = Parameters<NoticeSubjects['describe']>[0];

/** Looks up what a notice is about in the room that owns it. */
@Injectable()
export class SubjectReader extends NoticeSubjects {
  constructor(
    private readonly articles: ArticleReader,
    private readonly publications: PublicationReader,
    private readonly reviews: ReviewReader,
    private readonly sites: Sites,
    private readonly destinations: Destinations,
    private readonly letters: StaffLetters,
  ) {
    super();
  }

  async describe(subject: Subject): Promise<DescribedSubject | null> {
    if (subject.type === 'site') return this.site(subject.id);
    if (subject.type === 'article') return this.article(subject.id);
    if (subject.type === 'destination') return this.destination(subject.id);
    if (subject.type === 'staffLetter') return this.letter(subject.id);
    if (subject.type === 'staff') return { title: '', path: '/account' };
    const revisionId = await this.revisionIdOf(subject);
    const [revision] = revisionId ? await this.articles.revisionsByIds([revisionId]) : [];
    return revision ? articleAt(revision.articleId, revision.title) : null;
  }

  private async revisionIdOf({ type, id }: Subject): Promise<string | undefined> {
    if (type === 'revision') return id;
    if (type === 'reviewCase') return (await this.reviews.casesByIds([id]))[0]?.revisionId;
    if (type === 'approval') return (await this.reviews.approvalsByIds([id]))[0]?.revisionId;
    return (await this.publications.byIds([id]))[0]?.revisionId;
  }

  private async destination(id: string): Promise<DescribedSubject | null> {
    const destination = await this.destinations.byId(id);
    return destination && { title: destination.name, path: `/destinations/${id}` };
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

  private async article(id: string): Promise<DescribedSubject | null> {
    const [address] = await this.articles.addresses([id]);
    const [newest] = address ? await this.articles.newestRevisions([address]) : [];
    return newest ? articleAt(id, newest.title) : null;
  }
}

function articleAt(articleId: string, title: string): DescribedSubject {
  return { title: title.trim() === '' ? '-' : title, path: `/articles/${articleId}` };
}

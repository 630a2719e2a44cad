import { Injectable, Module } from '@nestjs/common';
import { ArticleReader, EditingModule } from '#editing';
import type { DescribedSubject, NoticeSubjects } from '#notify';
import { PublicationReader } from '#publishing';
import { ReviewModule, ReviewReader } from '#review';

type Subject = Parameters<NoticeSubjects['describe']>[0];

/** Looks up the article that a notice is about, whatever names it: itself, a text of it, a review or a publication. */
@Injectable()
export class ArticleSubjects {
  constructor(
    private readonly articles: ArticleReader,
    private readonly publications: PublicationReader,
    private readonly reviews: ReviewReader,
  ) {}

  async describe(subject: Subject): Promise<DescribedSubject | null> {
    if (subject.type === 'article') return this.article(subject.id);
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

  private async article(id: string): Promise<DescribedSubject | null> {
    const [address] = await this.articles.addresses([id]);
    const [newest] = address ? await this.articles.newestRevisions([address]) : [];
    return newest ? articleAt(id, newest.title) : null;
  }
}

function articleAt(articleId: string, title: string): DescribedSubject {
  return { title: title.trim() === '' ? '-' : title, path: `/articles/${articleId}` };
}

/** With the rooms that it reads from. Publishing is global. */
@Module({ imports: [EditingModule, ReviewModule], providers: [ArticleSubjects], exports: [ArticleSubjects] })
export class ArticleSubjectsModule {}

import { Global, Inject, Injectable, Module } from '@nestjs/common';
import { type ArticlePage, ArticlePages, type ArticlePlace } from '#channels';
import { LivePages } from '#delivery';
import { MediaModule, MediaStorage } from '#media';
import { SETTINGS, type Settings } from '#platform';
import { labelIn, TaxonomyModule, TermReader } from '#taxonomy';

/** What is live, for channels that carry the text: from the rooms that keep it. */
@Injectable()
class LiveArticlePages extends ArticlePages {
  constructor(
    private readonly pages: LivePages,
    private readonly terms: TermReader,
    private readonly storage: MediaStorage,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
  ) {
    super();
  }

  /** Two statements, and those of the terms. */
  async live({ siteId, articleId, locale }: ArticlePlace): Promise<ArticlePage | null> {
    const page = await this.pages.at(siteId, articleId, locale);
    if (!page) return null;
    const { publicationId, sequence, payload } = page;
    const { contentHash, slug, title, summary, html, topic } = payload;
    const terms = (await this.terms.ofArticles([articleId])).filter(({ term }) => term.kind !== 'topic');
    return {
      ...{ publicationId, sequence, contentHash, slug, title, summary, html, topic },
      mediaUrl: `${this.settings.publicUrl}/media/`,
      terms: terms.map(({ term }) => labelIn(term, locale)),
    };
  }

  file(name: string): Promise<Buffer | null> {
    return this.storage.get(name);
  }
}

/** Gives the channels of this process the pages they send. */
@Global()
@Module({
  imports: [MediaModule, TaxonomyModule],
  providers: [LivePages, { provide: ArticlePages, useClass: LiveArticlePages }],
  exports: [ArticlePages],
})
export class PagesModule {}

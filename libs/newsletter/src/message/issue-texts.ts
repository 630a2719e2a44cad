import { Inject, Injectable } from '@nestjs/common';
import { withPieces } from '#document';
import type { SiteRow } from '#identity';
import { picturesFor, publicFilesOf, siteLogo } from '#media';
import { SETTINGS, type Settings, type Tx } from '#platform';
import type { LivePublication } from '#publishing';
import type { ArticleMode } from '../domain/issue-input.js';
import type { IssueWords } from '../domain/issue-words.js';
import { type ArticlePictures, articleBlock } from './article-block.js';
import type { IssueText } from './html-part.js';
import { mailWords } from './words.js';

/** An issue to be made into text. */
export interface IssueDraft extends IssueWords {
  readonly locale: string;
  readonly site: SiteRow;
  /** The instant that its month is of. */
  readonly at: Date;
  /** In the order of the message. */
  readonly articles: readonly { readonly publication: LivePublication; readonly mode: ArticleMode }[];
}

/** Gathers what a message says: the editor's words, and each article as it is live. */
@Injectable()
export class IssueTexts {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** One statement for the pictures of each article that stands in full, and two for a logo. */
  async of(tx: Tx, { locale, site, at, articles, subject, preheader, intro }: IssueDraft): Promise<IssueText> {
    const month = { month: 'long', year: 'numeric', timeZone: site.timeZone } as const;
    const blocks: IssueText['articles'][number][] = [];
    // One after the other: a transaction has one connection, and that does one thing at a time.
    for (const { publication, mode } of articles) {
      blocks.push(articleBlock(publication, site, mode, await this.picturesOf(tx, publication, mode)));
    }
    const { publicUrl } = this.settings;
    return {
      ...{ site, locale, subject, preheader, intro },
      logo: site.logoMediaId ? await siteLogo(tx, site.logoMediaId, { asOf: at, publicUrl }) : null,
      words: mailWords(locale),
      month: new Intl.DateTimeFormat(locale, month).format(at),
      articles: blocks,
    };
  }

  /** The words of its pictures as they were approved, on the page and in the message alike. A teaser shows none. */
  private async picturesOf(tx: Tx, publication: LivePublication, mode: ArticleMode): Promise<ArticlePictures> {
    if (mode !== 'full') return new Map();
    const { content, pieces, approval } = publication;
    const { mediaIds } = publicFilesOf(withPieces(content, pieces));
    return picturesFor(tx, mediaIds, { asOf: approval.approvedAt, publicUrl: this.settings.publicUrl });
  }
}

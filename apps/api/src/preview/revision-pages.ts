import { Injectable } from '@nestjs/common';
import { type RenderedWords, renderedWords } from '#delivery';
import { type ArticleContent, renderHtml, type SharedPieces, withPieces } from '#document';
import { ArticleReader, contentOf, PieceReader, type RevisionRow, slugOf } from '#editing';
import { type SiteRow, Sites } from '#identity';
import { type PublicPicture, picturesFor, publicFilesOf } from '#media';
import { articleMail } from '#newsletter';
import { Database } from '#platform';
import { isRecalled } from '#publishing';
import { handoutPage, webPage } from './preview-pages.js';
import { previewWords } from './preview-words.js';

/** What a revision can be looked at as. */
export const PREVIEW_FORMS = ['web', 'email', 'text', 'handout'] as const;
export type PreviewForm = (typeof PREVIEW_FORMS)[number];

/** Everything that a text needs to be drawn. */
interface Ground {
  readonly site: SiteRow;
  readonly topic: string;
  readonly content: ArticleContent;
  readonly pieces: SharedPieces;
  readonly media: ReadonlyMap<string, PublicPicture>;
  /** Address of the page, once it is live. */
  readonly url: string;
}

/**
 * A revision as its readers would see it, published or not: by the renderers that the site, the newsletter and the handout
 * use, with its shared pieces and its pictures. For staff alone: the pictures are those of the house.
 */
@Injectable()
export class RevisionPages {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly pieces: PieceReader,
    private readonly sites: Sites,
  ) {}

  /** The text alone as HTML, with the path of each of its parts beside it. */
  async reading(revision: RevisionRow): Promise<string> {
    const { content, pieces, media, site } = await this.groundOf(revision);
    const shown = { ...pieces, media, emergencyNumber: site.emergencyNumber, baseUrl: site.url };
    return renderHtml(content, { ...shown, withTitle: true, withPaths: true, headingOffset: 1 });
  }

  /** A whole page, or plain text. */
  async page(revision: RevisionRow, form: PreviewForm): Promise<string> {
    const ground = await this.groundOf(revision);
    const { content, pieces, media, site, topic, url } = ground;
    const { number, locale } = revision;
    const isBarred = await isRecalled(this.database.client, revision);
    if (form === 'web' || form === 'handout') {
      const words = renderedWords(content, { pieces, site, pictures: media });
      const shown = { site, words, locale, topic, url, number, isRecalled: isBarred };
      return form === 'web' ? webPage(shown) : handoutPage(shown);
    }
    const { unreviewed, recalled } = previewWords(locale);
    const standing = unreviewed.replace('{number}', String(number));
    const mail = await articleMail({ ...ground, reviewed: isBarred ? `${recalled} ${standing}` : standing });
    return form === 'email' ? mail.html : mail.text;
  }

  /** The words as the delivery API answers them, with the pictures at `filesUrl`. For whoever holds a link to a preview. */
  async words(revision: RevisionRow, filesUrl: string): Promise<RenderedWords & { readonly site: SiteRow }> {
    const { content, pieces, media, site } = await this.groundOf(revision, (file) => `${filesUrl}/${file}`);
    return { ...renderedWords(content, { pieces, site, pictures: media }), site };
  }

  /** The names of the files that a preview of this revision shows. */
  async files(revision: RevisionRow): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    await this.groundOf(revision, (file) => {
      names.add(file);
      return file;
    });
    return names;
  }

  private async groundOf(revision: RevisionRow, urlOf: UrlOf = ofStaff): Promise<Ground> {
    const { client } = this.database;
    const [article] = await this.articles.articlesByIds([revision.articleId]);
    const site = (await this.sites.byId(article!.siteId))!;
    const content = contentOf(revision);
    const pieces = (await this.pieces.contentsOf([revision.id])).get(revision.id) ?? {};
    const { mediaIds } = publicFilesOf(withPieces(content, pieces));
    const media = await picturesFor(client, mediaIds, { asOf: new Date(), publicUrl: PLACEHOLDER });
    const slug = (await slugOf(client, revision.articleId, revision.locale)) ?? '';
    const url = `${site.url}/${encodeURIComponent(revision.locale)}/${encodeURIComponent(slug)}`;
    return { site, topic: article!.topic, content, pieces, media: servedAt(media, urlOf), url };
  }
}

/** The address of a file by its name. */
type UrlOf = (file: string) => string;

/** What is not public yet is served to staff alone, at its own address. */
const ofStaff: UrlOf = (file) => `/media/staff/${file}`;

const PLACEHOLDER = 'preview:';
const FILE = new RegExp(`^${PLACEHOLDER}/media/(.+)$`);

function servedAt(media: ReadonlyMap<string, PublicPicture>, urlOf: UrlOf): ReadonlyMap<string, PublicPicture> {
  const own = JSON.stringify([...media], (_key, value: unknown) => {
    const file = typeof value === 'string' ? FILE.exec(value)?.[1] : undefined;
    return file === undefined ? value : urlOf(file);
  });
  return new Map(JSON.parse(own) as [string, PublicPicture][]);
}

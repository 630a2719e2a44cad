import { Injectable } from '@nestjs/common';
import { type DocumentNode, withPieces } from '#document';
import type { SiteRow } from '#identity';
import { Clock } from '#kernel';
import type { Tx } from '#platform';
import { type LivePublication, LivePublications } from '#publishing';
import { inOtherLanguage, liveArticles, type PinnedArticle } from '../domain/check-articles.js';
import { gravestFirst, type IssueCheck } from '../domain/checks/issue-check.js';
import { messageChecks, type RenderedMessage } from '../domain/checks/message-checks.js';
import { wordChecks } from '../domain/checks/word-checks.js';
import type { ArticleMode } from '../domain/issue-input.js';
import type { IssueWords } from '../domain/issue-words.js';
import { ArticleNotSendable } from '../domain/refusals.js';
import { type IssueText, issueHtml } from '../message/html-part.js';
import { IssueTexts } from '../message/issue-texts.js';
import { issueText } from '../message/text-part.js';
import { longDate } from '../message/words.js';

/** An issue as it is written, whether it is saved or not. */
export interface IssueToRender extends IssueWords {
  readonly locale: string;
  readonly articles: readonly (PinnedArticle & { readonly mode: string })[];
}

/** An issue as its readers would see it now. */
export interface RenderedIssue {
  readonly text: IssueText;
  readonly html: string;
  readonly plain: string;
  /** What is to be said of its words and of the message, the gravest first. */
  readonly checks: readonly IssueCheck[];
}

/**
 * Makes an issue as it would leave now, with the very parts that make each message, and looks it over. An article that
 * may not be sent is left out and named among the checks.
 */
@Injectable()
export class RenderIssue {
  constructor(
    private readonly live: LivePublications,
    private readonly texts: IssueTexts,
    private readonly clock: Clock,
  ) {}

  /** @throws when the template is broken: a bug, found before anybody is frozen */
  async run(tx: Tx, issue: IssueToRender, site: SiteRow): Promise<RenderedIssue> {
    const found = await this.live.find(
      tx,
      issue.articles.map(({ publicationId }) => publicationId),
    );
    const shut: IssueCheck[] = [];
    const articles = issue.articles.flatMap((article) => {
      const answer = liveArticles([article], found, site.id);
      const refused =
        answer instanceof ArticleNotSendable ? answer : inOtherLanguage(answer[0]!, article.mode, issue.locale);
      if (!refused) return [{ publication: (answer as LivePublication[])[0]!, mode: article.mode as ArticleMode }];
      const { publicationId, code, message: sentence } = refused;
      shut.push({ severity: 'blocking', field: 'articles', code, sentence, publicationId });
      return [];
    });
    const at = this.clock.now();
    const text = await this.texts.of(tx, { ...issue, site, at, articles });
    const nobody = { unsubscribeUrl: site.url, since: longDate(at, issue.locale, site.timeZone) };
    const html = await issueHtml(text, nobody);
    const loads = text.logo ? [text.logo.bytes] : [];
    const message = { html, loads, pictures: picturesOf(text, articles) };
    const checks = [...shut, ...wordChecks(issue), ...messageChecks(message)];
    return { text, html, plain: issueText(text, nobody), checks: gravestFirst(checks) };
  }
}

function picturesOf(
  { articles }: IssueText,
  live: readonly { readonly publication: { readonly id: string } }[],
): RenderedMessage['pictures'] {
  return articles.flatMap(({ mode, content, pieces, media }, index) => {
    if (mode !== 'full') return [];
    const pictures = imagesIn(withPieces(content, pieces).document);
    return pictures.map(({ attrs }) => {
      const stored = typeof attrs?.mediaId === 'string' ? media.get(attrs.mediaId) : undefined;
      const said = Boolean(attrs?.alt || attrs?.decorative || stored?.alt || stored?.decorative);
      return { publicationId: live[index]!.publication.id, said };
    });
  });
}

function imagesIn(node: DocumentNode): DocumentNode[] {
  const own = node.attrs && 'mediaId' in node.attrs && 'alt' in node.attrs ? [node] : [];
  return [...own, ...(node.content ?? []).flatMap(imagesIn)];
}

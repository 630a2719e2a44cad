import { Injectable } from '@nestjs/common';
import { ArticleReader } from '#editing';
import { People, Policy } from '#identity';
import { InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import type { StaffActor, Tx } from '#platform';
import { type CommentRow, lockComment } from '../persistence/comments.js';
import { type ThreadRow, threadById } from '../persistence/threads.js';

/** Who may say what where: what every verb of this room asks first. */
@Injectable()
export class CommentGround {
  constructor(
    private readonly articles: ArticleReader,
    private readonly people: People,
    private readonly policy: Policy,
  ) {}

  /** The site of an article on which the actor may comment. */
  async siteOf(tx: Tx, actor: StaffActor, articleId: string): Promise<{ siteId: string } | NotFound | NotAllowed> {
    const [article] = await this.articles.articlesByIds([articleId], tx);
    if (!article || this.policy.mayAt(actor, 'article.read', article.siteId)) {
      return new NotFound('There is no such text or comment at your sites. Open the article from the list.');
    }
    return this.policy.mayAt(actor, 'comment.write', article.siteId) ?? { siteId: article.siteId };
  }

  async thread(tx: Tx, id: string): Promise<ThreadRow | NotFound> {
    return (isId(id) ? await threadById(tx, id) : null) ?? threadNotFound();
  }

  /** A comment that nobody else changes until the transaction ends, and its thread. */
  async comment(tx: Tx, id: string): Promise<{ comment: CommentRow; thread: ThreadRow } | NotFound> {
    const comment = isId(id) ? await lockComment(tx, id) : null;
    const thread = comment && (await threadById(tx, comment.threadId));
    return comment && thread ? { comment, thread } : threadNotFound();
  }

  /** Only who works at the site can be named: nobody else may read what is said. */
  async mentionFault(tx: Tx, siteId: string, userIds: readonly string[]): Promise<InvalidInput | null> {
    if (userIds.length === 0) return null;
    const members = await this.people.membersAmong(tx, siteId, userIds);
    const strangers = userIds.filter((id) => !members.includes(id));
    if (strangers.length === 0) return null;
    return new InvalidInput(
      'mentions',
      'Somebody you mention does not work at this site. Choose people from its list.',
    );
  }
}

/** A thread at another site looks like one that does not exist. */
export function threadNotFound(): NotFound {
  return new NotFound('There is no such text or comment at your sites. Open the article from the list.');
}

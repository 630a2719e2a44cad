import { GraphQLError } from 'graphql';
import type { ArticleRow } from '#editing';
import type { Policy } from '#identity';
import type { ManagementContext } from './context.js';

/**
 * An article is reached in two ways: at its own site, and through a publication at another one. There its text that is
 * not public, and what is said about it, stay with its own site: those fields ask this first.
 *
 * @throws GraphQLError for who has no role at the article's site
 */
export function mustBeInside(policy: Policy, { actor }: ManagementContext, article: ArticleRow): void {
  if (actor && !policy.mayAt(actor, 'article.read', article.siteId)) return;
  throw new GraphQLError('You have no role at the site of this article. Ask for its publication instead.', {
    extensions: { code: 'FORBIDDEN' },
  });
}

import { Module } from '@nestjs/common';
import { CommentsModule } from '#comments';
import { IdentityModule } from '#identity';
import { ArticleCommentFields, CommentFields, CommentThreadFields } from './comment.fields.js';
import { CommentLoaders } from './comment-loaders.js';
import { CommentMutations, CommentQueries } from './comments.resolvers.js';

/** The part of the management schema about what people say to each other on a text. */
@Module({
  imports: [CommentsModule, IdentityModule],
  providers: [
    ArticleCommentFields,
    CommentFields,
    CommentLoaders,
    CommentMutations,
    CommentQueries,
    CommentThreadFields,
  ],
})
export class CommentsApiModule {}

import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type ArticlePreview, PreviewReader, type PreviewRefused } from '../preview/preview-reader.js';
import { blockAnswers, exerciseAnswers } from './companion.resolvers.js';
import type { DeliveryContext } from './delivery-context.js';
import { type PictureAnswer, pictureAnswer } from './picture-answer.js';

@Resolver()
export class PreviewQueryResolver {
  constructor(private readonly previews: PreviewReader) {}

  @Query('preview')
  preview(@Args('token') token: string, @Context() context: DeliveryContext): Promise<ArticlePreview | PreviewRefused> {
    context.keepPrivate();
    return this.previews.byToken(token);
  }
}

@Resolver('ArticlePreview')
export class ArticlePreviewResolver {
  @ResolveField('pictures')
  pictures(@Parent() { pictures = [] }: ArticlePreview): PictureAnswer[] {
    return pictures.map(pictureAnswer);
  }

  @ResolveField('blocks')
  blocks(@Parent() preview: ArticlePreview) {
    return blockAnswers(preview);
  }

  @ResolveField('exercises')
  exercises(@Parent() preview: ArticlePreview) {
    return exerciseAnswers(preview);
  }
}

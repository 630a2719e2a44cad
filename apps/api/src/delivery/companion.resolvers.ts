import { Args, Context, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  type Block,
  blocksOf,
  CompanionReader,
  type Exercise,
  exercisesOf,
  type PublicTerm,
  type PublishedArticle,
  ReadModel,
  type Redirect,
  type Translation,
  type UsedTerm,
} from '#delivery';
import { InvalidInput } from '#kernel';
import type { TermKind } from '#taxonomy';
import { badInput } from './bad-input.js';
import type { DeliveryContext } from './delivery-context.js';
import { type PictureAnswer, pictureAnswer } from './picture-answer.js';
import { relatedWish } from './related-wish.js';

const MOST_RELATED = 10;

const mayBeRelated = (most: number): boolean => most >= 1 && most <= MOST_RELATED;

type ExerciseAnswer = Exercise & { readonly picture: PictureAnswer | null };

@Resolver()
export class CompanionQueryResolver {
  constructor(
    private readonly companions: CompanionReader,
    private readonly readers: ReadModel,
  ) {}

  @Query('terms')
  terms(
    @Args() { site, locale, kind = null }: { site: string; locale: string; kind?: TermKind | null },
    @Context() { witness }: DeliveryContext,
  ): Promise<UsedTerm[] | null> {
    return this.companions.termsAt(site, locale, kind, witness);
  }

  @Query('redirect')
  redirect(
    @Args() { site, path, locale = null }: { site: string; path: string; locale?: string | null },
    @Context() { witness }: DeliveryContext,
  ): Promise<Redirect | null> {
    return this.readers.redirect(site, path, locale, witness);
  }
}

type WithBody = Parameters<typeof blocksOf>[0] & Pick<PublishedArticle, 'pictures'>;

/** An operation may ask for the same blocks under several names: they are made once. */
const made = new WeakMap<WithBody, Block[]>();

/** The blocks of a body, with the pictures that stand in them. */
export function blockAnswers(article: WithBody): Block[] {
  const known = made.get(article);
  if (known) return known;
  const blocks = makeBlocks(article);
  made.set(article, blocks);
  return blocks;
}

function makeBlocks(article: WithBody): Block[] {
  const pictures = new Map((article.pictures ?? []).map((picture) => [picture.id, picture]));
  const pictureOf = (mediaId: unknown) => {
    const picture = typeof mediaId === 'string' ? pictures.get(mediaId) : undefined;
    return picture ? pictureAnswer(picture) : null;
  };
  return blocksOf(article).map((block) => {
    const { exercise } = block;
    if (exercise) return { ...block, exercise: { ...exercise, picture: pictureOf(exercise.mediaId) } };
    return block.__typename === 'ImageBlock' ? { ...block, picture: pictureOf(block.mediaId) } : block;
  });
}

/** The exercises of an article with their pictures. */
export function exerciseAnswers(
  article: Pick<PublishedArticle, 'exercises' | 'pictures' | 'document' | 'locale' | 'title' | 'summary'>,
): ExerciseAnswer[] {
  // Rows from before exercises were kept: those of the text itself, without the library's.
  const exercises = article.exercises ?? exercisesOf({ ...article, references: [] }, {});
  return exercises.map((exercise) => exerciseAnswer(exercise, article));
}

/** An exercise with its picture. */
export function exerciseAnswer(
  exercise: Exercise,
  { pictures = [] }: Pick<PublishedArticle, 'pictures'>,
): ExerciseAnswer {
  const picture = pictures.find(({ id }) => id === exercise.mediaId);
  return { ...exercise, picture: picture ? pictureAnswer(picture) : null };
}

/** What is asked for beside the words of an article. */
@Resolver('Article')
export class ArticleCompanionResolver {
  @ResolveField('exercises')
  exercises(@Parent() article: PublishedArticle): ExerciseAnswer[] {
    return exerciseAnswers(article);
  }

  @ResolveField('blocks')
  blocks(@Parent() article: PublishedArticle): Block[] {
    return blockAnswers(article);
  }

  @ResolveField('kind')
  async kind(@Parent() article: PublishedArticle, @Context() context: DeliveryContext): Promise<string> {
    return (await context.beside(article, 'kind')) ?? 'article';
  }

  @ResolveField('terms')
  async terms(
    @Parent() article: PublishedArticle,
    @Context() context: DeliveryContext,
  ): Promise<readonly PublicTerm[]> {
    return (await context.beside(article, 'terms')) ?? [];
  }

  @ResolveField('translations')
  async translations(
    @Parent() article: PublishedArticle,
    @Context() context: DeliveryContext,
  ): Promise<readonly Translation[]> {
    return (await context.beside(article, 'translations')) ?? [];
  }

  @ResolveField('related')
  async related(
    @Parent() article: PublishedArticle,
    @Args('first') first: number,
    @Info() info: GraphQLResolveInfo,
    @Context() context: DeliveryContext,
  ): Promise<readonly PublishedArticle[]> {
    if (!mayBeRelated(first)) {
      throw badInput(new InvalidInput('first', `Ask for 1 to ${MOST_RELATED} related articles with "first".`));
    }
    return context.related(article, relatedWish(info, first, mayBeRelated));
  }
}

import { Inject } from '@nestjs/common';
import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  type ArticleQuery,
  type Exercise,
  type Faq,
  type Piece,
  type PiecePage,
  PieceReader,
  type PieceWant,
} from '#delivery';
import { InvalidInput } from '#kernel';
import { SETTINGS, type Settings } from '#platform';
import { pieceConnection } from './article-connection.js';
import { badInput } from './bad-input.js';
import { exerciseAnswer } from './companion.resolvers.js';
import type { DeliveryContext } from './delivery-context.js';
import { handoutUrl } from './handout-url.js';
import { asLeftOut, namesBelow, partsNotSelected } from './selected-parts.js';

const wantOf = (info: GraphQLResolveInfo): PieceWant => ({
  without: asLeftOut(partsNotSelected(info)),
  counted: namesBelow(info).has('totalCount'),
});

/** What every entry says of the article it stands in. */
const placed = ({ article, number }: Piece<unknown>) => ({ article, number, provenance: article.provenance });

async function answer<T, N>(
  reading: Promise<PiecePage<T> | InvalidInput | null>,
  query: ArticleQuery,
  nodeOf: (piece: Piece<T>) => N,
) {
  const page = await reading;
  if (page instanceof InvalidInput) throw badInput(page);
  return page && pieceConnection(page, query, nodeOf);
}

/** What stands in the articles of a site, listed by itself. */
@Resolver()
export class PieceQueryResolver {
  constructor(
    private readonly reader: PieceReader,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
  ) {}

  @Query('exercises')
  exercises(@Args() query: ArticleQuery, @Info() info: GraphQLResolveInfo, @Context() { witness }: DeliveryContext) {
    return answer(this.reader.exercises(query, wantOf(info), witness), query, (it: Piece<Exercise>) => ({
      ...placed(it),
      exercise: exerciseAnswer(it.piece, it.article),
    }));
  }

  @Query('faq')
  faq(@Args() query: ArticleQuery, @Info() info: GraphQLResolveInfo, @Context() { witness }: DeliveryContext) {
    const reading = this.reader.faq(query, wantOf(info), witness);
    return answer(reading, query, (it: Piece<Faq>) => ({ ...placed(it), ...it.piece }));
  }

  @Query('handouts')
  handouts(@Args() query: ArticleQuery, @Info() info: GraphQLResolveInfo, @Context() { witness }: DeliveryContext) {
    return answer(this.reader.handouts(query, wantOf(info), witness), query, (it: Piece<true>) => {
      const url = handoutUrl(this.settings, it.article);
      return { ...placed(it), title: it.article.title, url, letterUrl: `${url}?paper=letter` };
    });
  }
}

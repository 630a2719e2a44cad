import { readFileSync } from 'node:fs';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Inject, Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AudienceModule } from '#audience';
import { CompanionReader, DeliveryModule, SiteAccess, SiteGenerations } from '#delivery';
import { IdentityModule } from '#identity';
import { Clock } from '#kernel';
import { LOGGER, type Logger, projectPath, SETTINGS, type Settings } from '#platform';
import { AccessModule } from '../access/access.module.js';
import { guardRoots } from '../access/guard-roots.js';
import { KeyDoor } from '../access/key-door.js';
import { explorerPlugin } from '../graphql/explorer.js';
import { errorFormatter } from '../graphql/format-error.js';
import { shapeGraphqlRoute } from '../graphql/http-edge.js';
import { limitOptions, OPERATION_LIMITS } from '../graphql/limits.js';
import { dateTimeScalar, jsonScalar } from '../graphql/scalars.js';
import { PublicGuard } from '../http/public-guard.js';
import { NewsletterEdgeModule } from '../newsletter-edge/newsletter-edge.module.js';
import { PreviewModule } from '../preview/preview.module.js';
import { AllowedOperations, listedOnly, openStore, refuseOthers } from './allowed-operations.js';
import { AnswerCache } from './answer-cache.js';
import { answerFirst } from './answer-first.js';
import { answerLengthPlugin } from './answer-length.js';
import { ArticleCompanionResolver, CompanionQueryResolver } from './companion.resolvers.js';
import {
  ArticleConnectionResolver,
  ArticleResolver,
  DeliveryQueryResolver,
  SiteDetailsResolver,
  SiteResolver,
} from './delivery.resolvers.js';
import { DeliveryContext } from './delivery-context.js';
import { KnownOperations } from './known-operations.js';
import { CarriedArticleResolver, NewsletterQueryResolver } from './newsletter.resolvers.js';
import { PieceQueryResolver } from './piece.resolvers.js';
import { ArticlePreviewResolver, PreviewQueryResolver } from './preview.resolvers.js';
import { ReadyAnswers } from './ready-answers.js';
import { SearchConnectionResolver, SearchEdgeResolver, SearchQueryResolver } from './search.resolvers.js';
import { SignUpResolver } from './sign-up.resolvers.js';

/** Where clinic sites ask. */
export const DELIVERY_PATH = '/delivery/graphql';

/** Its schema with the price of every field, for whoever generates a client: in production nothing else tells it. */
const SCHEMA_PATH = '/delivery/schema.graphql';

/** Bytes of a question: 2,000 tokens fit well, and there is nothing to upload here. */
const BODY_LIMIT = 100_000;

/** Of a public request, from its first header to the last byte of its answer. */
const DEADLINE_MS = 10_000;

const EXPLORER = {
  title: 'Carepress: what clinic sites read',
  example: '{\n  sites { slug name locale }\n}',
};

@Module({
  imports: [AudienceModule, DeliveryModule, IdentityModule, NewsletterEdgeModule, PreviewModule],
  providers: [
    DeliveryQueryResolver,
    CompanionQueryResolver,
    PieceQueryResolver,
    ArticleCompanionResolver,
    NewsletterQueryResolver,
    CarriedArticleResolver,
    SignUpResolver,
    PreviewQueryResolver,
    ArticlePreviewResolver,
    ArticleConnectionResolver,
    ArticleResolver,
    SiteResolver,
    SiteDetailsResolver,
    SearchQueryResolver,
    SearchConnectionResolver,
    SearchEdgeResolver,
  ],
})
class DeliveryResolversModule {}

@Module({
  imports: [DeliveryModule],
  providers: [
    {
      provide: AnswerCache,
      inject: [SETTINGS],
      useFactory: ({ delivery }: Settings) => new AnswerCache(delivery.cacheBytes),
    },
    {
      provide: ReadyAnswers,
      inject: [SiteGenerations, AnswerCache, Clock],
      useFactory: (generations: SiteGenerations, cache: AnswerCache, clock: Clock) =>
        new ReadyAnswers(generations, cache, clock),
    },
    {
      provide: KnownOperations,
      inject: [CompanionReader],
      useFactory: (companions: CompanionReader) =>
        new KnownOperations(
          (access, witness) => new DeliveryContext(companions, access, witness),
          OPERATION_LIMITS.cost,
        ),
    },
  ],
  exports: [ReadyAnswers, KnownOperations],
})
class ReadyAnswersModule {}

/** Undefined where any operation may be asked. */
const allowedBy = ({ delivery: { operationFiles } }: Pick<Settings, 'delivery'>): AllowedOperations | undefined =>
  operationFiles.length > 0 ? new AllowedOperations(operationFiles) : undefined;

function graphqlOptions(
  settings: Settings,
  logger: Logger,
  companions: CompanionReader,
  answers: ReadyAnswers,
  known: KnownOperations,
  door: KeyDoor,
  access: SiteAccess,
): Omit<ApolloDriverConfig, 'driver'> {
  const open = settings.environment !== 'production';
  const limits = limitOptions();
  const operations = allowedBy(settings);
  return {
    ...limits,
    plugins: [
      ...(limits.plugins ?? []),
      listedOnly(),
      answerLengthPlugin(),
      known.plugin(),
      ...(open ? [explorerPlugin(EXPLORER)] : []),
    ],
    persistedQueries: { cache: operations?.store ?? openStore(access) },
    // No cookie is read here, a GET changes nothing, and a POST has to be JSON (see `jsonOnly`): a foreign page can make no
    // request worth forging. An address with its question in it can then be opened, linked and cached by anyone, without
    // the header that Apollo's own rule asks of every reader.
    csrfPrevention: false,
    path: DELIVERY_PATH,
    typePaths: [projectPath('apps', 'api', 'src', 'delivery', '*.graphql')],
    include: [DeliveryResolversModule],
    resolvers: {
      DateTime: dateTimeScalar,
      JSON: jsonScalar,
      ArticleResult: { __resolveType: (it: { __typename?: string }) => it.__typename ?? 'Article' },
      ReviewState: { CURRENT: 'current', OVERDUE: 'overdue', UNDER_REVIEW: 'underReview' },
      SearchMatch: { ALL_WORDS: 'allWords', CORRECTED: 'corrected', ANY_WORD: 'anyWord' },
      TermKind: { TOPIC: 'topic', BODY_REGION: 'bodyRegion', CONDITION: 'condition', AUDIENCE: 'audience' },
      CodeSystem: { ICD10CM: 'icd10cm', SNOMEDCT: 'snomedct', MESH: 'mesh' },
      CarriedState: { CURRENT: 'current', CHANGED: 'changed', WITHDRAWN: 'withdrawn', RECALLED: 'recalled' },
      Block: { __resolveType: (it: { __typename: string }) => it.__typename },
      WarningKind: { CAUTION: 'caution', RED_FLAGS: 'redFlags' },
      Urgency: { NOW: 'now', TODAY: 'today', SOON: 'soon' },
      PatientConsent: { ILLUSTRATIVE: 'illustrative', CONSENTED: 'consented' },
      ExerciseSide: { LEFT: 'left', RIGHT: 'right', BOTH: 'both', EACH: 'each' },
      ReferenceKind: { PMID: 'pmid', DOI: 'doi', GUIDELINE: 'guideline', WEB: 'web' },
    },
    transformSchema: guardRoots,
    context: async (request: FastifyRequest) =>
      new DeliveryContext(companions, await door.accessOf(request.raw), answers.opened(request.raw), request.ip),
    formatError: errorFormatter(logger),
    logger,
    introspection: open,
    graphiql: false,
    hideSchemaDetailsFromClientErrors: !open,
  };
}

/** The public, read-only GraphQL endpoint: a schema of its own that has no word for a draft. */
@Module({
  imports: [
    AccessModule,
    DeliveryResolversModule,
    ReadyAnswersModule,
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [AccessModule, DeliveryModule, ReadyAnswersModule],
      inject: [SETTINGS, LOGGER, CompanionReader, ReadyAnswers, KnownOperations, KeyDoor, SiteAccess],
      useFactory: (settings, logger, companions, answers, known, door, access) =>
        graphqlOptions(settings, logger, companions, answers, known, door, access),
    }),
  ],
})
export class DeliveryApiModule {
  constructor(
    { httpAdapter }: HttpAdapterHost,
    answers: ReadyAnswers,
    known: KnownOperations,
    door: KeyDoor,
    clock: Clock,
    @Inject(SETTINGS) settings: Settings,
  ) {
    const { delivery, trustedProxies } = settings;
    // Before GraphQL registers its route in its own start: a route's edges are fixed when it is registered.
    const fastify = httpAdapter.getInstance<FastifyInstance>();
    shapeGraphqlRoute(fastify, {
      ...{ path: DELIVERY_PATH, bodyLimit: BODY_LIMIT, cacheable: true, jsonOnly: true },
      isKeyed: ({ raw }) => door.isKeyed(raw),
    });
    const allowed = allowedBy(settings);
    if (allowed) refuseOthers(fastify, DELIVERY_PATH, allowed);
    const sdl = readFileSync(projectPath('apps', 'api', 'src', 'delivery', 'delivery.graphql'), 'utf8');
    fastify.get(SCHEMA_PATH, (_request, reply) => reply.type('text/plain; charset=utf-8').send(sdl));
    // After the line above: what is kept carries the headers that are set there.
    const limits = {
      ...{ perMinute: delivery.requestsPerMinute, perKeyAndMinute: delivery.requestsPerKeyAndMinute },
      ...{ trustedProxies, deadlineMs: DEADLINE_MS },
    };
    answerFirst(fastify, DELIVERY_PATH, { answers, known, door, clock, guard: new PublicGuard(limits) });
  }
}

import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AssessmentModule } from '#assessment';
import { EditingModule } from '#editing';
import { IdentityModule, StaffAuth } from '#identity';
import { ImportingModule } from '#importing';
import { LOGGER, type Logger, projectPath, SETTINGS, type Settings } from '#platform';
import { ReviewModule } from '#review';
import { explorerPlugin } from '../graphql/explorer.js';
import { errorFormatter } from '../graphql/format-error.js';
import { shapeGraphqlRoute } from '../graphql/http-edge.js';
import { limitOptions, OPERATION_LIMITS } from '../graphql/limits.js';
import { dateTimeScalar, jsonScalar } from '../graphql/scalars.js';
import { webHeaders } from '../http/web-request.js';
import { PreviewModule } from '../preview/preview.module.js';
import { AssistMutations, RevisionSuggestionFields, SuggestionFields } from './assist/assist.resolvers.js';
import { AudienceApiModule } from './audience/audience-api.module.js';
import { ChannelsApiModule } from './channels/channels-api.module.js';
import { CommentsApiModule } from './comments/comments-api.module.js';
import type { ManagementContext } from './context.js';
import { ArticleFields } from './editing/article.fields.js';
import { ArticleOverviews } from './editing/article-overviews.js';
import { EditingMutations, EditingQueries } from './editing/editing.resolvers.js';
import { ImportRecordFields, RevisionFields } from './editing/revision.fields.js';
import { ENUM_VALUES } from './enums.js';
import { EvidenceApiModule } from './evidence/evidence-api.module.js';
import { AuditEntryFields, AuditQueries } from './identity/audit.resolvers.js';
import {
  CredentialFields,
  IdentityMutations,
  IdentityQueries,
  MeFields,
  MembershipFields,
} from './identity/identity.resolvers.js';
import {
  ImportBatchFields,
  ImportBatchItemFields,
  ImportingMutations,
  ImportingQueries,
  UploadMutations,
} from './importing/importing.resolvers.js';
import { UploadLoaders } from './importing/upload-loaders.js';
import { LoaderFactory } from './loaders.js';
import { MediaApiModule } from './media/media-api.module.js';
import { NewsletterApiModule } from './newsletter/newsletter-api.module.js';
import { OversightApiModule } from './oversight/oversight-api.module.js';
import { ParkedApiModule } from './parked/parked-api.module.js';
import {
  PieceArticleFields,
  PieceOperations,
  PieceToRenewFields,
  PieceUserFields,
  RevisionUseFields,
} from './pieces/pieces.resolvers.js';
import { ReferenceLoaders } from './pieces/reference-loaders.js';
import { PresenceApiModule } from './presence/presence-api.module.js';
import { PreviewLinkMutations } from './preview/preview-link.resolvers.js';
import { RevisionHtmlFields } from './preview/revision-html.fields.js';
import { CalendarEntryFields, CalendarQueries } from './publishing/calendar.resolvers.js';
import { HoldFields, HoldMutations } from './publishing/hold.resolvers.js';
import { PublicationFields, PublicationScheduleFields } from './publishing/publication.fields.js';
import { PublishingMutations, PublishingQueries } from './publishing/publishing.resolvers.js';
import {
  ReleaseFields,
  ReleaseItemFields,
  ReleaseObstacleFields,
  ReleaseOperations,
} from './publishing/releases.resolvers.js';
import { ScheduleMutations } from './publishing/schedule.resolvers.js';
import {
  AssignmentMutations,
  AssignmentQueries,
  ReviewAssignmentFields,
  ReviewCaseAssignmentFields,
  ReviewerCandidateFields,
} from './review/assignments.resolvers.js';
import {
  ChecklistMutations,
  ChecklistQueries,
  ChecklistSheetFields,
  RevisionChecklistFields,
} from './review/checklists.resolvers.js';
import { ApprovalFields, ReviewCaseFields, ReviewMutations, ReviewQueries } from './review/review.resolvers.js';
import { StaffApiModule } from './staff/staff-api.module.js';
import { TasksApiModule } from './tasks/tasks-api.module.js';
import { TaxonomyApiModule } from './taxonomy/taxonomy-api.module.js';
import {
  TranslationArticleFields,
  TranslationFields,
  TranslationOperations,
} from './translations/translations.resolvers.js';
import { VersionsApiModule } from './versions/versions-api.module.js';
import { ViewsApiModule } from './views/views-api.module.js';
import { AssessmentMutations, RevisionAssessmentFields, WaiverFields } from './waivers/waivers.resolvers.js';

/** Where the admin UI and signed-in tools ask. */
export const MANAGEMENT_PATH = '/graphql';

/** Bytes of a request: a file of 20 MB in base64 still gets its own refusal; what is larger is cut off here. */
const BODY_LIMIT = 32_000_000;

/** The page to try questions on, in development. It asks with the session of whoever opens it. */
const EXPLORER = {
  title: 'Management API',
  example: '{ me { name memberships { role site { slug } } } }',
};

/** A screen asks for more at once than a clinic's site does: an article with its history, approvals and ledger. */
const LIMITS = { ...OPERATION_LIMITS, aliases: 30, tokens: 4_000 };

@Module({
  imports: [AssessmentModule, EditingModule, IdentityModule, ImportingModule, ReviewModule],
  providers: [ArticleOverviews, LoaderFactory, ReferenceLoaders, UploadLoaders],
  exports: [LoaderFactory, ArticleOverviews],
})
class LoadersModule {}

@Module({
  imports: [
    AssessmentModule,
    EditingModule,
    IdentityModule,
    ImportingModule,
    LoadersModule,
    PreviewModule,
    ReviewModule,
  ],
  providers: [
    PreviewLinkMutations,
    RevisionHtmlFields,
    ApprovalFields,
    ArticleFields,
    AssignmentMutations,
    AssignmentQueries,
    ReviewAssignmentFields,
    ReviewCaseAssignmentFields,
    ReviewerCandidateFields,
    ChecklistMutations,
    ChecklistQueries,
    ChecklistSheetFields,
    RevisionChecklistFields,
    AuditEntryFields,
    AuditQueries,
    AssessmentMutations,
    AssistMutations,
    RevisionSuggestionFields,
    SuggestionFields,
    CredentialFields,
    EditingMutations,
    EditingQueries,
    IdentityMutations,
    IdentityQueries,
    ImportBatchFields,
    ImportBatchItemFields,
    ImportRecordFields,
    ImportingMutations,
    ImportingQueries,
    UploadMutations,
    MeFields,
    MembershipFields,
    PieceArticleFields,
    PieceOperations,
    PieceToRenewFields,
    PieceUserFields,
    PublicationFields,
    HoldFields,
    HoldMutations,
    CalendarEntryFields,
    CalendarQueries,
    PublicationScheduleFields,
    PublishingMutations,
    ScheduleMutations,
    ReleaseFields,
    ReleaseItemFields,
    ReleaseObstacleFields,
    ReleaseOperations,
    PublishingQueries,
    ReviewCaseFields,
    ReviewMutations,
    ReviewQueries,
    RevisionAssessmentFields,
    RevisionFields,
    RevisionUseFields,
    TranslationArticleFields,
    TranslationFields,
    TranslationOperations,
    WaiverFields,
  ],
})
class ManagementResolversModule {}

function graphqlOptions(settings: Settings, logger: Logger, auth: StaffAuth, loaders: LoaderFactory) {
  const open = settings.environment !== 'production';
  const limits = limitOptions(LIMITS);
  return {
    ...limits,
    plugins: [...(limits.plugins ?? []), ...(open ? [explorerPlugin(EXPLORER)] : [])],
    path: MANAGEMENT_PATH,
    typePaths: [projectPath('apps', 'api', 'src', 'management', '**', '*.graphql')],
    include: [
      ChannelsApiModule,
      CommentsApiModule,
      ViewsApiModule,
      ManagementResolversModule,
      MediaApiModule,
      PresenceApiModule,
      VersionsApiModule,
      AudienceApiModule,
      NewsletterApiModule,
      TasksApiModule,
      TaxonomyApiModule,
      EvidenceApiModule,
      OversightApiModule,
      ParkedApiModule,
      StaffApiModule,
    ],
    resolvers: { DateTime: dateTimeScalar, JSON: jsonScalar, ...ENUM_VALUES },
    context: async (request: FastifyRequest): Promise<ManagementContext> => {
      const headers = webHeaders(request);
      return { actor: await auth.actorOf(headers), loaders: loaders.create(), headers };
    },
    formatError: errorFormatter(logger),
    introspection: open,
    graphiql: false,
    hideSchemaDetailsFromClientErrors: !open,
  };
}

/** The signed-in GraphQL endpoint: everything the admin UI does, and nothing it does goes another way. */
@Module({
  imports: [
    ChannelsApiModule,
    CommentsApiModule,
    ViewsApiModule,
    PresenceApiModule,
    VersionsApiModule,
    ManagementResolversModule,
    MediaApiModule,
    AudienceApiModule,
    NewsletterApiModule,
    EvidenceApiModule,
    OversightApiModule,
    ParkedApiModule,
    StaffApiModule,
    TasksApiModule,
    TaxonomyApiModule,
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [IdentityModule, LoadersModule],
      inject: [SETTINGS, LOGGER, StaffAuth, LoaderFactory],
      useFactory: graphqlOptions,
    }),
  ],
})
export class ManagementApiModule {
  constructor({ httpAdapter }: HttpAdapterHost) {
    const fastify = httpAdapter.getInstance<FastifyInstance>();
    shapeGraphqlRoute(fastify, { path: MANAGEMENT_PATH, bodyLimit: BODY_LIMIT });
  }
}

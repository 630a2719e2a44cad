import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { LifecycleModule } from '#lifecycle';
import { TaxonomyModule } from '#taxonomy';
import { ArchiveMutations, BulkMutations, MergeMutations } from './lifecycle.mutations.js';
import { SiteGate } from './site-gate.js';
import { ClassificationMutations, TermMutations } from './taxonomy.mutations.js';
import { TaxonomyQueries } from './taxonomy.queries.js';
import { ArticleTermFields, ContentTypeFields, TermFields } from './term.fields.js';
import { TermLoaders } from './term-loaders.js';

/** The part of the management schema about what articles are about, where they are found, and putting them away. */
@Module({
  imports: [EditingModule, IdentityModule, LifecycleModule, TaxonomyModule],
  providers: [
    ArchiveMutations,
    ArticleTermFields,
    BulkMutations,
    ClassificationMutations,
    ContentTypeFields,
    MergeMutations,
    SiteGate,
    TaxonomyQueries,
    TermFields,
    TermLoaders,
    TermMutations,
  ],
})
export class TaxonomyApiModule {}

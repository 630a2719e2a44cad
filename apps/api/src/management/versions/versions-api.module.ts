import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { VersionLoaders } from './version-loaders.js';
import {
  ArticleVersionFields,
  NamedVersionFields,
  RevisionVersionFields,
  VersionMutations,
} from './versions.resolvers.js';

/** The part of the management schema about named versions. */
@Module({
  imports: [EditingModule, IdentityModule],
  providers: [ArticleVersionFields, NamedVersionFields, RevisionVersionFields, VersionLoaders, VersionMutations],
})
export class VersionsApiModule {}

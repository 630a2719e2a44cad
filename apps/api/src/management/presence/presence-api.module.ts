import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { PresenceMutations, PresenceQueries, PresentEditorFields } from './presence.resolvers.js';

/** The part of the management schema about who has an article open. */
@Module({
  imports: [EditingModule, IdentityModule],
  providers: [PresenceMutations, PresenceQueries, PresentEditorFields],
})
export class PresenceApiModule {}

import { Module } from '@nestjs/common';
import { EvidenceModule } from '#evidence';
import { IdentityModule } from '#identity';
import {
  EvidenceMutations,
  EvidenceQueries,
  EvidenceReferenceFields,
  RevisionEvidenceFields,
} from './evidence.resolvers.js';

/** The part of the management schema about the sources of articles. */
@Module({
  imports: [EvidenceModule, IdentityModule],
  providers: [EvidenceMutations, EvidenceQueries, EvidenceReferenceFields, RevisionEvidenceFields],
})
export class EvidenceApiModule {}

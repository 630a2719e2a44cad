import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { ParkedModule } from '#parked';
import { ParkedMutations, ParkedQueries } from './parked.resolvers.js';

/** The part of the management schema about jobs that wait for a person. */
@Module({ imports: [IdentityModule, ParkedModule], providers: [ParkedMutations, ParkedQueries] })
export class ParkedApiModule {}

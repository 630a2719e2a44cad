import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { MeSignInFields, SessionOperations } from './session.resolvers.js';

/** The part of the management schema about people: their sign-in, their roles, and the sites they work at. */
@Module({ imports: [IdentityModule], providers: [MeSignInFields, SessionOperations] })
export class StaffApiModule {}

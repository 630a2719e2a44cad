import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  type CredentialRow,
  People,
  Policy,
  RevokeCredential,
  type RevokeCredentialInput,
  type SiteRow,
  Sites,
} from '#identity';
import { Clock } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

@Resolver()
export class IdentityQueries {
  constructor(
    private readonly sites: Sites,
    private readonly policy: Policy,
  ) {}

  @Query('ping')
  ping(): boolean {
    return true;
  }

  @Query('me')
  me(@Context() context: ManagementContext): StaffActor | null {
    return context.actor;
  }

  @Query('sites')
  async mySites(@Context() context: ManagementContext): Promise<SiteRow[]> {
    return context.actor ? this.sites.byIds(this.policy.sitesFor(context.actor, 'article.read')) : [];
  }
}

@Resolver()
export class IdentityMutations {
  constructor(private readonly revokeUseCase: RevokeCredential) {}

  @Mutation('revokeCredential')
  revokeCredential(@Args('input') input: RevokeCredentialInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Credential', await this.revokeUseCase.run(actor, input)));
  }
}

@Resolver('Me')
export class MeFields {
  constructor(
    private readonly people: People,
    private readonly database: Database,
  ) {}

  @ResolveField('id')
  id(@Parent() me: StaffActor): string {
    return me.userId;
  }

  @ResolveField('email')
  email(@Parent() me: StaffActor): Promise<string> {
    return this.people.emailOf(me.userId);
  }

  @ResolveField('credentials')
  credentials(@Parent() me: StaffActor): Promise<CredentialRow[]> {
    return this.people.credentialsOf(me.userId, this.database.client);
  }
}

@Resolver('Membership')
export class MembershipFields {
  @ResolveField('site')
  site(@Parent() membership: { siteId: string }, @Context() context: ManagementContext): Promise<SiteRow | null> {
    return context.loaders.site.load(membership.siteId);
  }
}

@Resolver('Credential')
export class CredentialFields {
  constructor(private readonly clock: Clock) {}

  @ResolveField('inForce')
  inForce(@Parent() credential: CredentialRow): boolean {
    const now = this.clock.now();
    return !credential.pending && !credential.revokedAt && credential.validFrom <= now && credential.validUntil > now;
  }
}

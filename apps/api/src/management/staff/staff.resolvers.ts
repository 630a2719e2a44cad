import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  ChangeStaff,
  ConfirmCredential,
  type CredentialRow,
  EnterCredential,
  type EnterCredentialInput,
  InviteStaff,
  People,
  type PersonRow,
  Policy,
  Staff,
  type StaffRow,
} from '#identity';
import { isId, isRefusal } from '#kernel';
import { Database, type Role } from '#platform';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';
import { AtSite } from './at-site.js';

@Resolver()
export class StaffQueries {
  constructor(
    private readonly people: Staff,
    private readonly at: AtSite,
    private readonly policy: Policy,
  ) {}

  @Query('staff')
  async staff(@Args('site') slug: string, @Context() context: ManagementContext): Promise<StaffRow[]> {
    const siteId = await this.administered(slug, context);
    return siteId ? this.people.atSite(siteId) : [];
  }

  @Query('staffMember')
  async staffMember(@Args() { site, id }: { site: string; id: string }, @Context() context: ManagementContext) {
    const siteId = isId(id) ? await this.administered(site, context) : null;
    const person = siteId ? await this.people.one(siteId, id) : null;
    return person && person.roles.length > 0 ? person : null;
  }

  private async administered(slug: string, { actor }: ManagementContext): Promise<string | null> {
    const site = actor && (await this.at.of(actor, slug));
    if (!site || isRefusal(site)) return null;
    return this.policy.mayAt(actor, 'staff.manage', site.id) === null ? site.id : null;
  }
}

interface AtSiteInput {
  readonly site: string;
  readonly id: string;
}

@Resolver()
export class StaffMutations {
  constructor(
    private readonly inviteUseCase: InviteStaff,
    private readonly changeUseCase: ChangeStaff,
    private readonly at: AtSite,
  ) {}

  @Mutation('inviteStaff')
  inviteStaff(
    @Args('input') { site, ...input }: { site: string; name: string; email: string; roles: Role[] },
    @Context() context: ManagementContext,
  ) {
    return this.there(context, site, (actor, siteId) => this.inviteUseCase.run(actor, { ...input, siteId }));
  }

  @Mutation('inviteStaffAgain')
  inviteStaffAgain(@Args('input') { site, id }: AtSiteInput, @Context() context: ManagementContext) {
    return this.there(context, site, (actor, siteId) => this.inviteUseCase.again(actor, siteId, id));
  }

  @Mutation('setStaffRoles')
  setStaffRoles(
    @Args('input') { site, id, roles }: AtSiteInput & { roles: Role[] },
    @Context() context: ManagementContext,
  ) {
    return this.there(context, site, (actor, siteId) =>
      this.changeUseCase.setRoles(actor, { siteId, staffId: id }, roles),
    );
  }

  @Mutation('deactivateStaff')
  deactivateStaff(@Args('input') { site, id }: AtSiteInput, @Context() context: ManagementContext) {
    return this.there(context, site, (actor, siteId) => this.changeUseCase.deactivate(actor, { siteId, staffId: id }));
  }

  @Mutation('reactivateStaff')
  reactivateStaff(@Args('input') { site, id }: AtSiteInput, @Context() context: ManagementContext) {
    return this.there(context, site, (actor, siteId) => this.changeUseCase.reactivate(actor, { siteId, staffId: id }));
  }

  private there(
    context: ManagementContext,
    slug: string,
    work: (actor: Parameters<InviteStaff['run']>[0], siteId: string) => Promise<object>,
  ) {
    return asActor(context, async (actor) => {
      const site = await this.at.of(actor, slug);
      return isRefusal(site) ? site : typed('StaffMember', await work(actor, site.id));
    });
  }
}

@Resolver()
export class CredentialMutations {
  constructor(
    private readonly enterUseCase: EnterCredential,
    private readonly confirmUseCase: ConfirmCredential,
    private readonly at: AtSite,
  ) {}

  @Mutation('enterCredential')
  enterCredential(
    @Args('input') { site: slug, ...input }: Omit<EnterCredentialInput, 'siteId'> & { site: string },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const site = await this.at.of(actor, slug);
      if (isRefusal(site)) return site;
      return typed('Credential', await this.enterUseCase.run(actor, { ...input, siteId: site.id }));
    });
  }

  @Mutation('confirmCredential')
  confirmCredential(@Args('credentialId') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Credential', await this.confirmUseCase.run(actor, id)));
  }
}

@Resolver('StaffMember')
export class StaffMemberFields {
  constructor(
    private readonly people: People,
    private readonly database: Database,
  ) {}

  @ResolveField('credentials')
  credentials(@Parent() { id }: StaffRow): Promise<CredentialRow[]> {
    return this.people.credentialsOf(id, this.database.client);
  }
}

@Resolver('Credential')
export class CredentialPeople {
  @ResolveField('enteredBy')
  enteredBy(@Parent() { enteredById }: CredentialRow, @Context() { loaders }: ManagementContext) {
    return person(enteredById, loaders);
  }

  @ResolveField('confirmedBy')
  confirmedBy(@Parent() { confirmedById }: CredentialRow, @Context() { loaders }: ManagementContext) {
    return person(confirmedById, loaders);
  }
}

function person(id: string | null | undefined, loaders: ManagementContext['loaders']): Promise<PersonRow | null> {
  return id ? loaders.person.load(id) : Promise.resolve(null);
}

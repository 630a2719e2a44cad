import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type OperationText, Policy, SetSiteOperations, type SiteOperationRow, SiteOperations } from '#identity';
import { InvalidInput, isRefusal } from '#kernel';
import { operationTexts, readOperation } from '../../delivery/operation-manifest.js';
import { asActor, type ManagementContext } from '../context.js';
import { AtSite } from './at-site.js';

const MOST_MANIFESTS = 20;

function textsIn(manifest: string): readonly string[] | undefined {
  try {
    return operationTexts(JSON.parse(manifest));
  } catch {
    return undefined;
  }
}

/** The operations of manifests. One that the delivery API could never answer is refused by its name. */
function operationsIn(manifests: readonly string[]): readonly OperationText[] | InvalidInput {
  if (manifests.length > MOST_MANIFESTS) {
    return new InvalidInput('manifests', `Give at most ${MOST_MANIFESTS} manifests.`);
  }
  const operations: OperationText[] = [];
  for (const [index, manifest] of manifests.entries()) {
    const texts = textsIn(manifest);
    // An empty one would open the site to every operation, which nobody asked for with a manifest.
    if (!texts?.length) {
      return new InvalidInput(
        'manifests',
        `File ${index + 1} is no manifest of operations. Choose the JSON your build made.`,
      );
    }
    for (const text of texts) {
      const operation = readOperation(text);
      if (typeof operation === 'string') {
        const start = text.trim().slice(0, 60);
        return new InvalidInput(
          'manifests',
          `The operation that begins with "${start}" cannot be answered: ${operation}`,
        );
      }
      operations.push(operation);
    }
  }
  return operations;
}

/** Which operations a site answers over the delivery API. */
@Resolver()
export class ListedOperations {
  constructor(
    private readonly set: SetSiteOperations,
    private readonly operations: SiteOperations,
    private readonly policy: Policy,
    private readonly at: AtSite,
  ) {}

  @Query('siteOperations')
  async siteOperations(
    @Args('site') slug: string,
    @Context() { actor }: ManagementContext,
  ): Promise<SiteOperationRow[]> {
    const site = actor && (await this.at.of(actor, slug));
    if (!site || isRefusal(site) || this.policy.mayAt(actor, 'siteKey.manage', site.id)) return [];
    return this.operations.ofSite(site.id);
  }

  @Mutation('setSiteOperations')
  setSiteOperations(
    @Args('input') { site: slug, manifests }: { site: string; manifests: string[] },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const site = await this.at.of(actor, slug);
      if (isRefusal(site)) return site;
      const refused = this.policy.mayAt(actor, 'siteKey.manage', site.id);
      if (refused) return refused;
      const wanted = operationsIn(manifests);
      if (wanted instanceof InvalidInput) return wanted;
      const operations = await this.set.run(actor, site.id, wanted);
      return isRefusal(operations) ? operations : { __typename: 'SiteOperationList', operations };
    });
  }
}

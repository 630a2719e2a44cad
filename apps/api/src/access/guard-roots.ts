import { GraphQLError, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { SiteKeyScope } from '#identity';
import type { DeliveryContext } from '../delivery/delivery-context.js';
import { KeyRequired } from './access.js';

/** Answered as a whole with this status: what needs a key is no part of an answer to somebody who has none. */
const UNAUTHORIZED = { status: 401 };

/** Questions that name no site: a list that leaves out what may not be read, and a link that is a key of its own. */
export const NAMES_NO_SITE: readonly string[] = ['sites', 'preview'];

type Arguments = { readonly site?: string; readonly input?: { readonly site?: string } };

function guard(type: GraphQLObjectType | null | undefined, scope: SiteKeyScope): void {
  for (const field of Object.values(type?.getFields() ?? {})) {
    const inner = field.resolve;
    if (!inner || NAMES_NO_SITE.includes(field.name)) continue;
    field.resolve = (source, args: Arguments, context: DeliveryContext, info) => {
      const door = context.access.to(args.site ?? args.input?.site ?? '', scope);
      if (door instanceof KeyRequired) {
        throw new GraphQLError(door.message, { extensions: { code: door.code, http: UNAUTHORIZED } });
      }
      // Who may read is part of what an answer stands on: it is kept no longer than that holds.
      if (door) context.witness.saw(door);
      return inner(source, args, context, info);
    };
  }
}

/** Lets each question about a site ask first whether this request may: no resolver can forget it. */
export function guardRoots(schema: GraphQLSchema): GraphQLSchema {
  guard(schema.getQueryType(), 'read');
  guard(schema.getMutationType(), 'signUp');
  return schema;
}

import { GraphQLError, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { SiteKeyScope } from '#identity';
import type { DeliveryContext } from '../delivery/delivery-context.js';
import { KeyRequired } from './access.js';

/** Questions that name no site: a list that leaves out what may not be read, and a link that is a key of its own. */
const NAMES_NO_SITE: readonly string[] = ['sites', 'preview'];

type Arguments = Readonly<Record<string, unknown>> & { readonly input?: { readonly site?: unknown } };

/** Reads the slug of the site that a question is about. A question that names it otherwise stops the start. */
function siteIn({ name, args }: GraphQLField<unknown, DeliveryContext>): (given: Arguments) => unknown {
  const has = (argument: string): boolean => args.some((it) => it.name === argument);
  if (has('site')) return ({ site }) => site;
  if (has('input')) return ({ input }) => input?.site;
  if (name === 'site' && has('slug')) return ({ slug }) => slug;
  throw new Error(`The question "${name}" does not say which site it is about: who may ask it cannot be known.`);
}

function guard(type: GraphQLObjectType | null | undefined, scope: SiteKeyScope): void {
  for (const field of Object.values(type?.getFields() ?? {})) {
    const inner = field.resolve;
    if (!inner || NAMES_NO_SITE.includes(field.name)) continue;
    const slugOf = siteIn(field);
    field.resolve = (source, args: Arguments, context: DeliveryContext, info) => {
      const door = context.access.to(String(slugOf(args)), scope);
      if (door instanceof KeyRequired) {
        throw new GraphQLError(door.message, { extensions: { code: door.code } });
      }
      // Who may read is part of what an answer stands on: it is kept no longer than that holds. What was done is no
      // answer to anybody else, and not to the same question asked again.
      context.witness.saw(scope === 'read' ? door : null);
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

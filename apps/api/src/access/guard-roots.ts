import {
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { SiteKeyScope } from '#identity';
import type { DeliveryContext } from '../delivery/delivery-context.js';
import { KeyRequired, OperationNotAllowed } from './access.js';

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
      if (door && !context.mayAsk(door)) {
        const { code, message } = new OperationNotAllowed();
        throw new GraphQLError(message, { extensions: { code } });
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

interface AskedOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The slugs of the sites that a valid operation asks about, before it runs. None when its variables are wrong: then it is
 * refused for that.
 */
export function sitesAsked({ schema, operation, fragments, variables }: AskedOperation): ReadonlySet<string> {
  const slugs = new Set<string>();
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const fields = schema.getRootType(operation.operation)?.getFields() ?? {};
  const visit = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) visit(fragments.get(selection.name.value)?.selectionSet);
      else if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet);
      else {
        const field = fields[selection.name.value];
        if (!field || NAMES_NO_SITE.includes(field.name)) continue;
        slugs.add(String(siteIn(field)(getArgumentValues(field, selection, coerced))));
      }
    }
  };
  if (coerced) visit(operation.selectionSet);
  return slugs;
}

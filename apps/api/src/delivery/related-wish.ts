import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { BesidePart, RelatedWish } from '#delivery';
import { asLeftOut, partsNotSelected } from './selected-parts.js';

export type WishInfo = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'schema' | 'variableValues'>;

const BESIDE_PARTS: readonly BesidePart[] = ['kind', 'terms', 'translations'];

const remembered = new WeakMap<object, Map<FieldNode, RelatedWish>>();

type Fields = Map<string, FieldNode[]>;

const isAsked = (node: { readonly directives?: FieldNode['directives'] }, { variableValues }: WishInfo): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false;

/** The fields of an article that are asked for, those of the same name in the answer together. */
function collect(set: SelectionSetNode | undefined, info: WishInfo, fields: Fields): Fields {
  for (const selection of set?.selections ?? []) {
    if (!isAsked(selection, info)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      fields.set(key, [...(fields.get(key) ?? []), selection]);
    } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
      collect(info.fragments[selection.name.value]?.selectionSet, info, fields);
    } else collect(selection.selectionSet, info, fields);
  }
  return fields;
}

function mostOf(node: FieldNode, { schema, variableValues }: WishInfo): number {
  const field = (schema.getType('Article') as GraphQLObjectType).getFields().related!;
  return Number(getArgumentValues(field, node, variableValues).first);
}

/**
 * What an operation wants of the articles that are related to one, with what is related to those, and so on: all of it is
 * read at once.
 *
 * @param most how many; those within, by their own arguments
 * @param within whether a number of articles is one that may be asked for
 */
export function relatedWish(info: WishInfo, most: number, within: (most: number) => boolean): RelatedWish {
  const [first, second] = info.fieldNodes;
  if (second || !first) return wishOf(info, most, within);
  // Asked for each article of a list: within one request a field and its variables say all.
  const known = remembered.get(info.variableValues) ?? new Map<FieldNode, RelatedWish>();
  remembered.set(info.variableValues, known);
  const wish = known.get(first) ?? wishOf(info, most, within);
  known.set(first, wish);
  return wish;
}

function wishOf(info: WishInfo, most: number, within: (most: number) => boolean): RelatedWish {
  const fields: Fields = new Map();
  for (const node of info.fieldNodes) collect(node.selectionSet, info, fields);
  const beside = new Set(BESIDE_PARTS.filter((part) => [...fields.values()].some(([it]) => it?.name.value === part)));
  const wishes = [...fields.values()]
    .filter(([it]) => it?.name.value === 'related')
    .map((nodes) => ({ nodes, count: mostOf(nodes[0]!, info) }))
    // Refused when it is answered.
    .filter(({ count }) => within(count))
    .map(({ nodes, count }) => relatedWish({ ...info, fieldNodes: nodes }, count, within));
  const related = [...new Map(wishes.map((wish) => [wish.name, wish])).values()];
  const without = asLeftOut(partsNotSelected(info));
  const names = related.map(({ name }) => name).sort();
  return { name: `${most} ${without} ${[...beside]} (${names})`, most, without, beside, related };
}

import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';
import { CARDS, HEAVY_PARTS, type HeavyPart } from '#delivery';

type Fragments = GraphQLResolveInfo['fragments'];
type Selected = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** What is related is read by itself, with its own parts. */
const READ_APART = new Set(['related']);

/** What a field is made from beside the part of its own name. */
const MADE_FROM: Readonly<Record<string, readonly HeavyPart[]>> = {
  // Rows from before exercises were kept have them in the document alone.
  exercises: ['document'],
  blocks: ['document', 'shown', 'outline'],
};

/** What was found below a field. The parsed operation is kept between requests, and with it its nodes. */
const rememberedNames = new WeakMap<FieldNode, ReadonlySet<string>>();
const rememberedParts = new WeakMap<ReadonlySet<string>, readonly HeavyPart[]>();

function namesIn(set: SelectionSetNode | undefined, fragments: Fragments, names: Set<string>, seen: Set<string>): void {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) {
      names.add(selection.name.value);
      if (READ_APART.has(selection.name.value)) continue;
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const name = selection.name.value;
      if (!seen.has(name)) namesIn(fragments[name]?.selectionSet, fragments, names, seen.add(name));
    } else {
      namesIn(selection.selectionSet, fragments, names, seen);
    }
  }
}

/** The names of every field that is asked for below a field; not of those below what is read apart. */
export function namesBelow({ fieldNodes, fragments }: Selected): ReadonlySet<string> {
  const single = fieldNodes.length === 1 ? fieldNodes[0] : undefined;
  const known = single && rememberedNames.get(single);
  if (known) return known;
  const names = new Set<string>();
  for (const node of fieldNodes) namesIn(node.selectionSet, fragments, names, new Set());
  if (single) rememberedNames.set(single, names);
  return names;
}

/**
 * The heavy parts of an article that an operation does not ask for anywhere below a field. It looks at names alone and
 * errs to the safe side: a field of the same name elsewhere only means that a part is read and not used.
 */
export function partsNotSelected(info: Selected): readonly HeavyPart[] {
  const names = namesBelow(info);
  const known = rememberedParts.get(names);
  if (known) return known;
  const parts = HEAVY_PARTS.filter(
    (part) =>
      !names.has(part) && !Object.entries(MADE_FROM).some(([name, from]) => names.has(name) && from.includes(part)),
  );
  rememberedParts.set(names, parts);
  return parts;
}

/** Parts to leave out, as statements name them: with commas between, or `CARDS`. */
export const asLeftOut = (parts: readonly HeavyPart[]): string =>
  parts.length === HEAVY_PARTS.length ? CARDS : parts.join();

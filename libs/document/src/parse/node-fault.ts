import type { ContentMatch } from 'prosemirror-model';
import { InvalidDocument } from '../refusals.js';
import { articleSchema } from '../schema/article-schema.js';
import { BLOCK_ATTRIBUTES } from '../schema/attributes.js';
import { isStorableText } from '../schema/rules.js';
import { attributeFault } from './attribute-fault.js';
import { marksFault } from './mark-fault.js';
import { isPlainObject, quoted, unknownKey } from './plain.js';

/**
 * The first fault of a node and of everything below it. Recursive: measure the depth first.
 * Nothing is repaired: an unknown block, attribute or mark is refused, so that no editor loses words silently.
 */
export function nodeFault(
  node: unknown,
  path: string,
  referenceKeys: ReadonlySet<string>,
): InvalidDocument | undefined {
  if (!isPlainObject(node)) return new InvalidDocument(path, 'A block must be an object with a type.');
  const type = node.type;
  if (typeof type !== 'string' || !Object.hasOwn(BLOCK_ATTRIBUTES, type)) {
    return new InvalidDocument(`${path}.type`, `The block ${quoted(type)} is unknown. Remove it or use a known block.`);
  }
  const own =
    unknownKey(node, keysOf(type), path) ??
    attributeFault(type, BLOCK_ATTRIBUTES[type] ?? {}, node.attrs, `${path}.attrs`) ??
    marksOn(type, node.marks, `${path}.marks`, referenceKeys);
  if (own) return own;
  return type === 'text' ? textFault(node.text, `${path}.text`) : contentFault(type, node.content, path, referenceKeys);
}

function keysOf(type: string): readonly string[] {
  return type === 'text' ? ['type', 'attrs', 'marks', 'text'] : ['type', 'attrs', 'marks', 'content'];
}

function marksOn(type: string, marks: unknown, path: string, keys: ReadonlySet<string>): InvalidDocument | undefined {
  if (articleSchema.nodes[type]?.isInline) return marksFault(marks, path, keys);
  if (marks === undefined || (Array.isArray(marks) && marks.length === 0)) return undefined;
  return new InvalidDocument(path, `${type} carries no marks. Put them on its text.`);
}

function textFault(text: unknown, path: string): InvalidDocument | undefined {
  if (typeof text !== 'string' || text === '')
    return new InvalidDocument(path, 'A text must hold a character or more.');
  if (isStorableText(text)) return undefined;
  return new InvalidDocument(path, 'The text holds a control character or half of a character. Remove it.');
}

function contentFault(
  type: string,
  content: unknown,
  path: string,
  referenceKeys: ReadonlySet<string>,
): InvalidDocument | undefined {
  const children = content ?? [];
  if (!Array.isArray(children)) return new InvalidDocument(`${path}.content`, `The content of ${type} must be a list.`);
  let match: ContentMatch = articleSchema.nodes[type]!.contentMatch;
  for (const [index, child] of children.entries()) {
    const at = `${path}.content[${index}]`;
    const fault = nodeFault(child, at, referenceKeys);
    if (fault) return fault;
    const childType = (child as { type: string }).type;
    const next = match.matchType(articleSchema.nodes[childType]!);
    if (!next) {
      return new InvalidDocument(at, `${childType} cannot stand here in ${type}. ${expected(match)}`);
    }
    match = next;
  }
  if (match.validEnd) return undefined;
  return new InvalidDocument(`${path}.content`, `${type} is not complete. ${expected(match)}`);
}

function expected(match: ContentMatch): string {
  const names = Array.from({ length: match.edgeCount }, (_, index) => match.edge(index).type.name);
  return names.length === 0 ? 'Nothing may follow here.' : `Use ${names.join(', ')}.`;
}

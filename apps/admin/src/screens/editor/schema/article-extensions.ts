import { type Extensions, Mark, Node, type NodeViewRenderer } from '@tiptap/core';
import type { SchemaSpec } from '@tiptap/pm/model';
import { articleSchema } from '#document';
import { carriedAttributes, drawMark, drawNode, selectorsOf } from './block-forms';

type Specs = Record<string, { readonly default?: unknown; readonly validate?: string | ((value: unknown) => void) }>;

/** The structure of the editor's schema: the one of every stored article, and no second one. */
export const editorSchemaSpec: SchemaSpec = articleSchema.spec;

/** What tables need to know about their parts; it says nothing about what may stand where. */
const TABLE_ROLES: Readonly<Record<string, string>> = {
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'header_cell',
};

/** Attributes travel together on the element, so that a copied block keeps its numbers as numbers. */
function carried(specs: Specs | undefined | null) {
  return Object.fromEntries(
    Object.entries(specs ?? {}).map(([name, { default: otherwise, validate }]) => [
      name,
      {
        rendered: false,
        parseHTML: (element: HTMLElement) => {
          const value = carriedAttributes(element)[name];
          return isAllowed(value, validate) ? value : otherwise;
        },
      },
    ]),
  );
}

function isAllowed(value: unknown, validate: Specs[string]['validate']): boolean {
  if (value === undefined || typeof validate !== 'function') return value !== undefined;
  try {
    validate(value);
    return true;
  } catch {
    return false;
  }
}

/** False for an element that lacks an attribute without which its block or mark cannot be: its words stay. */
function complete(specs: Specs | undefined | null) {
  return (element: HTMLElement): false | null => {
    const carriedHere = carriedAttributes(element);
    const required = Object.entries(specs ?? {}).filter(([, spec]) => !Object.hasOwn(spec, 'default'));
    return required.every(([name, { validate }]) => isAllowed(carriedHere[name], validate)) ? null : false;
  };
}

function nodeExtension(name: string, view: NodeViewRenderer | undefined): Node {
  const specs = articleSchema.nodes[name]!.spec.attrs as Specs | undefined;
  return Node.create({
    name,
    topNode: name === 'doc',
    addAttributes: () => carried(specs),
    extendNodeSchema: (extension) =>
      extension.name === name && TABLE_ROLES[name] ? { tableRole: TABLE_ROLES[name] } : {},
    ...(name === 'doc' || name === 'text'
      ? {}
      : {
          parseHTML: () => selectorsOf(name, 'block').map((tag) => ({ tag, getAttrs: complete(specs) })),
          renderHTML: ({ node }) => drawNode(node),
        }),
    ...(name === 'hardBreak' ? { renderText: () => '\n' } : {}),
    ...(view ? { addNodeView: () => view } : {}),
  });
}

function markExtension(name: string): Mark {
  const specs = articleSchema.marks[name]!.spec.attrs as Specs | undefined;
  return Mark.create({
    name,
    addAttributes: () => carried(specs),
    parseHTML: () => selectorsOf(name, 'mark').map((tag) => ({ tag, getAttrs: complete(specs) })),
    renderHTML: ({ mark }) => drawMark(mark),
  });
}

/**
 * One TipTap node or mark for each of the article's schema. They say how a block looks and how it is copied; what may
 * stand where is taken from `editorSchemaSpec` alone. `views` draw the blocks that have a form.
 */
export function articleExtensions(views: Readonly<Record<string, NodeViewRenderer>> = {}): Extensions {
  return [
    ...Object.keys(articleSchema.nodes).map((name) => nodeExtension(name, views[name])),
    ...Object.keys(articleSchema.marks).map(markExtension),
  ];
}

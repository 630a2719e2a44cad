import { type DocumentNode, textOf } from '#document';
import { type Check, type Hit, hitBlock } from '../check.js';
import { nodesOf } from './nodes-of.js';

/** Tables without header cells, and empty header cells: a screen reader says the header before each value. */
export const tableCheck: Check = {
  id: 'table-headers',
  version: 1,
  severity: 'fix',
  perBlock: true,
  run: ({ content, blocks }) =>
    nodesOf(content.document).flatMap(({ node, path }): Hit[] => {
      const message = node.type === 'table' ? fault(node) : null;
      if (!message) return [];
      const first = blocks.find((block) => block.within.includes(node));
      const found = { code: 'TABLE_HEADER_MISSING', message };
      const place = first ? hitBlock(first, found) : { ...found, quote: '' };
      return [{ ...place, path, passage: textOf(node) }];
    }),
};

function fault(table: DocumentNode): string | null {
  const rows = (table.content ?? []).map(({ content }) => content ?? []);
  const headers = rows.flatMap((row) => row.filter(({ type }) => type === 'tableHeader'));
  if (headers.length === 0) return 'Make the first row or the first column of this table its headers.';
  const firstRow = rows[0] ?? [];
  const empty = headers.filter((cell) => textOf(cell).trim() === '');
  // The corner between a row and a column of headers has nothing to say.
  const corner = firstRow[0] !== undefined && rows.slice(1).every((row) => row[0]?.type === 'tableHeader');
  const allowed = corner && empty.includes(firstRow[0]!) ? 1 : 0;
  return empty.length > allowed ? 'Give every header of this table its words.' : null;
}

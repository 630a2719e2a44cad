import { type Element, findAll, findElement } from './dom.js';

/**
 * True for a table of data. Pages and mails also use tables to place things: those have one column or one row, hold
 * headings or other tables, or say that they are for presentation. Their cells are read as plain blocks.
 */
export function isDataTable(table: Element): boolean {
  if (/^(?:presentation|none)$/.test(table.attrs.role ?? '')) return false;
  const nested = findElement(table, (one) => one !== table && (one.tag === 'table' || /^h[1-6]$/.test(one.tag)));
  if (nested) return false;
  const rows = findAll(table, ({ tag }) => tag === 'tr')
    .map(cellsOf)
    .filter((cells) => cells.length > 0);
  if (rows.some((cells) => cells.some(({ tag }) => tag === 'th'))) return true;
  return rows.length > 1 && rows.filter((cells) => cells.length > 1).length > rows.length / 2;
}

function cellsOf(row: Element): Element[] {
  return row.children.filter(
    (child) => child.kind === 'element' && (child.tag === 'td' || child.tag === 'th'),
  ) as Element[];
}

/** A span of a cell, within what the schema takes. */
export function spanOf(value: string | undefined, most: number): number {
  const span = Number.parseInt(value ?? '1', 10);
  return Number.isFinite(span) ? Math.min(most, Math.max(1, span)) : 1;
}

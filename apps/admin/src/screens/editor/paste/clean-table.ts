import { isElement, type PlainElement } from './plain-node';

/** The cells of a table, row by row, without those of tables inside it. */
export function cellsOf(table: PlainElement): PlainElement[][] {
  const rows: PlainElement[][] = [];
  const visit = (element: PlainElement): void => {
    for (const child of element.children.filter(isElement)) {
      if (child.tag === 'tr')
        rows.push(child.children.filter(isElement).filter(({ tag }) => tag === 'td' || tag === 'th'));
      else if (child.tag === 'thead' || child.tag === 'tbody' || child.tag === 'tfoot') visit(child);
    }
  };
  visit(table);
  return rows.filter((row) => row.length > 0);
}

/** True for a table that only held a page together: one column or row of cells, or one that says so itself. */
export function isLayoutTable({ attrs, children }: PlainElement, rows: readonly (readonly PlainElement[])[]): boolean {
  const holdsTable = (element: PlainElement): boolean =>
    element.children.filter(isElement).some((child) => child.tag === 'table' || holdsTable(child));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return attrs.role === 'presentation' || rows.length < 2 || columns < 2 || children.filter(isElement).some(holdsTable);
}

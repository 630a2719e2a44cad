import { Link } from '@tanstack/react-router';
import { type MessageKey, t } from '../../messages/t';
import type { Cell, Row } from './report-rows';
import css from './reports.module.css';

interface ReportTableProps {
  readonly label: string;
  readonly columns: readonly MessageKey[];
  readonly rows: readonly Row[];
}

/** Rows of a report. On a phone each row is a list of its cells, with the name of the column before each. */
export function ReportTable({ label, columns, rows }: ReportTableProps) {
  const names = columns.map((column) => t(column as 'reports.text'));
  return (
    <table className={css.table} aria-label={label}>
      <thead>
        <tr>
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, at) => (
              <td key={names[at]} data-whole={cell.whole} data-name={names[at]}>
                <CellWords cell={cell} isFirst={at === 0} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CellWords({ cell: { text, link }, isFirst }: { cell: Cell; isFirst: boolean }) {
  if (!link) return text;
  return (
    <Link {...link} data-row={isFirst || undefined}>
      {text}
    </Link>
  );
}

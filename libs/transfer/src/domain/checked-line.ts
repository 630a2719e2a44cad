import { createHash } from 'node:crypto';
import { type ArticleContent, contentHash } from '#document';

type Row = Record<string, unknown>;

/** What each table's rows are held against, by themselves. */
const CHECKS: Readonly<Record<string, (row: Row) => string | null>> = {
  revision: (row) => {
    const { locale, title, summary, document, references } = row;
    const hash = contentHash({ locale, title, summary, document, references } as ArticleContent);
    return hash === row.content_hash ? null : `the text of revision ${row.id} has another hash than it had`;
  },
  import_record: (row) => {
    const source = String(row.source);
    const bytes = Buffer.from(source.startsWith('\\x') ? source.slice(2) : '', 'hex');
    const hash = createHash('sha256').update(bytes).digest('hex');
    return hash === row.sha256 ? null : `the file of import ${row.id} has another hash than it had`;
  },
};

/** What is wrong with a row of a table; null when nothing is. */
export function checkedLine(table: string, line: string): string | null {
  const check = CHECKS[table];
  if (!check) return null;
  try {
    return check(JSON.parse(line) as Row);
  } catch {
    return 'a line is not a row';
  }
}

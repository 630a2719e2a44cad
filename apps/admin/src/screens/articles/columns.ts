import { t } from '../../messages/t';

/** The columns a person can choose, in their order; the title always stands first. */
export const COLUMNS = ['status', 'topic', 'site', 'risk', 'by', 'updated'] as const;
export type Column = (typeof COLUMNS)[number];

const DEFAULT: readonly Column[] = ['status', 'topic', 'site', 'updated'];
const STORED = 'carepress.articleColumns';

/** The columns an address names, in their own order; undefined when it names none. */
export function columnsOf(text: string | undefined): readonly Column[] | undefined {
  if (text === undefined) return undefined;
  const named = text.split(' ');
  return COLUMNS.filter((one) => named.includes(one));
}

/** What this person chose last on this computer. */
export function rememberedColumns(): readonly Column[] {
  return columnsOf(localStorage.getItem(STORED) ?? undefined) ?? DEFAULT;
}

export function rememberColumns(columns: readonly Column[]): void {
  localStorage.setItem(STORED, columns.join(' '));
}

const WORDS = {
  status: () => t('articles.columnStatus'),
  topic: () => t('articles.columnTopic'),
  site: () => t('articles.columnSite'),
  risk: () => t('articles.columnRisk'),
  by: () => t('articles.columnBy'),
  updated: () => t('articles.columnUpdated'),
} as const satisfies Record<Column, () => string>;

export const columnWord = (column: Column): string => WORDS[column]();

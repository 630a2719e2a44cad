import { accountOf, textsOf } from '../draft/account.js';
import type { ArticleDraft, Drop, DropKind } from '../draft/draft.js';
import { linesOf, type ReadTextFile, slugOf, toContent } from '../text/index.js';

/** A plain text in the form of every other source. */
export function textDraft(read: ReadTextFile, options: { locale: string }): ArticleDraft {
  const { outline, sha256, file } = read;
  const imported = toContent(outline, { locale: options.locale, sha256, fileName: file });
  const blocks = imported.provenance.filter(({ path }) => /^content\[\d+\]$/.test(path));
  const total = imported.content.document.content?.length ?? 0;
  const drops = imported.lifted.map(({ line, raw, as, why }, index): Drop => {
    const next = blocks.findIndex(({ fromLine }) => fromLine > line);
    const before = next === -1 ? total : next;
    return {
      id: `d${index + 1}`,
      kind: as satisfies DropKind,
      reason: why,
      text: raw.trim(),
      fromLine: line,
      toLine: line,
      before,
    };
  });
  const glyphs = outline.lines.flatMap((line) => signOf(line.kind, line.raw));
  const kept = [...textsOf(imported.content.document), imported.content.title];
  const related = linesOf(outline, 'relatedLink').map(({ line, label, title }) => ({ line, label, title, url: null }));
  return {
    format: 'text',
    content: imported.content,
    title: outline.title,
    slug: outline.title === null ? null : slugOf(outline.title) || null,
    provenance: imported.provenance,
    drops,
    relatedLinks: related,
    meta: outline.sourceTimestamp === null ? {} : { other: { crawled: outline.sourceTimestamp } },
    notices: [],
    account: accountOf(
      outline.lines.map(({ raw }) => raw),
      kept,
      [...drops.map(({ text }) => text), ...glyphs],
    ),
  };
}

/** The sign in front of an item or heading, which the list or the level says instead. */
function signOf(kind: string, raw: string): string[] {
  if (!/^(?:listItem|heading|title|faqQuestion)$/.test(kind)) return [];
  const sign = /^\s*(?:[•◦▪‣●○·–\-*]|\d{1,3}[.)]|#{1,6})\s+/.exec(raw)?.[0] ?? '';
  const colon = kind === 'heading' && raw.trim().endsWith(':') ? ':' : '';
  return [sign + colon];
}

import { type ContentDiff, diffContents, renderDiffHtml, renderDiffText } from '#document';
import { contentOf, type RevisionRow } from '#editing';

/** The difference of two revisions. Each form is made only when a query asks for it. */
export interface RevisionDiff {
  readonly from: RevisionRow;
  readonly to: RevisionRow;
  readonly same: boolean;
  readonly data: () => Pick<ContentDiff, 'head' | 'blocks' | 'references'>;
  readonly html: () => string;
  readonly text: () => string;
}

/** Compares two revisions of one article. */
export function revisionDiff(from: RevisionRow, to: RevisionRow): RevisionDiff {
  const [before, after] = [contentOf(from), contentOf(to)];
  return {
    from,
    to,
    same: from.contentHash === to.contentHash,
    data: () => {
      const { head, blocks, references } = diffContents(before, after);
      return { head, blocks, references };
    },
    html: () => renderDiffHtml(before, after),
    text: () => renderDiffText(before, after),
  };
}

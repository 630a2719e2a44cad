import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { type ArticleContent, type DocumentNode, type PieceContent, pieceKey, usesOf } from '#document';
import { redFlagTopicOf } from '#quality';
import { queryClient } from '../../../api/query-client';
import { pieceQuery } from '../blocks/piece-query';
import type { Draft } from '../content/draft';
import type { EditedArticle } from '../queries';
import { contentOf } from '../saving/save-revision';
import type { CheckAnswer } from './check-types';
import { Checker, type CheckThread } from './checker';
import { markAnswered, markAsked } from './finding-marks';

/** The newest answer of the checks; nothing before the first one. */
export function useChecks(
  editor: Editor | null,
  draft: Draft,
  article: EditedArticle,
  waived: ReadonlySet<string>,
): CheckAnswer | undefined {
  const [answer, setAnswer] = useState<CheckAnswer>();
  useEffect(() => {
    if (!editor) return;
    const pieces = new Map<string, PieceContent>();
    const thread: CheckThread = new Worker(new URL('./checks.worker.ts', import.meta.url), { type: 'module' });
    const redFlagTopic = redFlagTopicOf(article.topic) ?? undefined;
    const question = () => {
      editor.view.dispatch(markAsked(editor.state.tr));
      // The positions of the answer are those of the editor's own document, so that is what is checked.
      const content = draft.content(editor.state.doc.toJSON() as DocumentNode);
      void fetchPieces(content, pieces).then((news) => news && checker.soon());
      return { content, redFlagTopic, year: new Date().getFullYear(), safetyBlocks: pieces, exercises: pieces };
    };
    const checker = new Checker(thread, question, (next) => {
      editor.view.dispatch(markAnswered(editor.state.tr, next.findings, waived));
      setAnswer(next);
    });
    checker.soon();
    const release = draft.subscribe(() => checker.soon());
    return () => {
      release();
      checker.stop();
    };
  }, [editor, draft, article, waived]);
  return answer;
}

/** Reads the shared pieces of a text that are not known yet; answers whether there was a new one. */
async function fetchPieces(content: ArticleContent, known: Map<string, PieceContent>): Promise<boolean> {
  const uses = usesOf(content).pieces.map(({ blockId, version }) => ({
    blockId,
    version,
    key: pieceKey(blockId, version),
  }));
  let news = false;
  for (const { blockId, version, key } of uses.filter((use) => !known.has(use.key))) {
    const piece = await queryClient.fetchQuery(pieceQuery(blockId, content.locale)).catch(() => null);
    const revision = piece?.revisions.edges.find(({ node }) => node.number === version)?.node;
    if (!revision) continue;
    known.set(key, { ...contentOf(revision), contentHash: revision.contentHash });
    news = true;
  }
  return news;
}

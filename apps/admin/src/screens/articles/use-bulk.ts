import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { request } from '../../api/client';
import {
  BulkArchiveDocument,
  BulkClassifyDocument,
  type BulkPartsFragment,
  BulkReviewDocument,
  BulkUnarchiveDocument,
  type RiskClass,
} from '../../gql/operations';
import { failureSentence } from '../../parts/notice';
import type { Selected, Selection } from './use-selection';

/** A step for many articles, with what it needs. */
export type BulkStep =
  | { readonly kind: 'archive' | 'unarchive' }
  | { readonly kind: 'review'; readonly note: string | null }
  | { readonly kind: 'classify'; readonly topic: string | null; readonly riskClass: RiskClass | null };

/** What became of each; `left` were not begun, because somebody cancelled or a call brought no answer. */
export interface BulkOutcome {
  readonly items: readonly (BulkPartsFragment['items'][number] & { readonly title: string })[];
  readonly left: number;
}

/** One call is for articles of one site, and of one language where that matters; small enough to tell how far it is. */
const BATCH = 50;

/** Runs bulk steps in batches. Those that were refused stay selected. */
export function useBulk(selection: Selection) {
  const queries = useQueryClient();
  const [report, setReport] = useState<BulkOutcome>();
  const [progress, setProgress] = useState<{ done: number; all: number }>();
  const [failed, setFailed] = useState<string>();
  const cancelled = useRef(false);
  const run = async (step: BulkStep) => {
    const { all } = selection;
    const titles = new Map(all.map(({ id, title }) => [id, title]));
    const items: BulkOutcome['items'][number][] = [];
    cancelled.current = false;
    setFailed(undefined);
    setProgress({ done: 0, all: all.length });
    try {
      for (const batch of batchesOf(all)) {
        if (cancelled.current) break;
        const answer = await send(step, batch);
        if (answer.message !== undefined) {
          setFailed(answer.message);
          break;
        }
        items.push(...(answer.items ?? []).map((item) => ({ ...item, title: titles.get(item.articleId) ?? '' })));
        setProgress({ done: items.length, all: all.length });
      }
    } catch (error) {
      setFailed(failureSentence(error));
    }
    setProgress(undefined);
    const well = new Set(items.filter(({ done }) => done).map(({ articleId }) => articleId));
    selection.keep(new Set(all.filter(({ id }) => !well.has(id)).map(({ id }) => id)));
    if (items.length > 0) setReport({ items, left: all.length - items.length });
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  };
  return {
    run,
    report,
    progress,
    failed,
    forget: () => setReport(undefined),
    cancel: () => {
      cancelled.current = true;
    },
  };
}

function batchesOf(all: readonly Selected[]): Selected[][] {
  const groups = new Map<string, Selected[]>();
  for (const one of all) {
    const key = `${one.site} ${one.locale}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / BATCH) }, (_, at) => group.slice(at * BATCH, (at + 1) * BATCH)),
  );
}

interface Answer {
  readonly items?: BulkPartsFragment['items'];
  readonly message?: string;
}

async function send(step: BulkStep, batch: readonly Selected[]): Promise<Answer> {
  const input = { site: batch[0]?.site ?? '', articleIds: batch.map(({ id }) => id) };
  const locale = batch[0]?.locale ?? '';
  switch (step.kind) {
    case 'archive':
      return (await request(BulkArchiveDocument, { input })).result;
    case 'unarchive':
      return (await request(BulkUnarchiveDocument, { input })).result;
    case 'review':
      return (await request(BulkReviewDocument, { input: { ...input, locale, note: step.note } })).result;
    case 'classify': {
      // A value that is left out stays as it is.
      const topic = step.topic === null ? {} : { topic: step.topic };
      const risk = step.riskClass === null ? {} : { riskClass: step.riskClass };
      return (await request(BulkClassifyDocument, { input: { ...input, ...topic, ...risk } })).result;
    }
  }
}

import { z } from 'zod';
import type { RegisterAnswer } from './reference-status-source.js';

/** The part of a Crossref work that matters: notices about it, each with its kind, its source and its date. */
const crossref = z.object({
  message: z.object({
    'updated-by': z
      .array(
        z.object({
          type: z.string(),
          source: z.string().optional(),
          updated: z.object({ 'date-time': z.string() }).optional(),
        }),
      )
      .optional(),
  }),
});

/** The part of a PubMed summary that matters: the kinds of publication of the paper itself. */
const pubmed = z.object({ result: z.record(z.string(), z.unknown()) });
const summary = z.object({ pubtype: z.array(z.string()) });

const KINDS: Readonly<Record<string, 'retracted' | 'concern'>> = {
  retraction: 'retracted',
  removal: 'retracted',
  withdrawal: 'retracted',
  partial_retraction: 'retracted',
  expression_of_concern: 'concern',
};

/**
 * What Crossref says about a work. Null when it does not know it.
 *
 * @throws Error when the answer has another shape than Crossref's
 */
export function crossrefStatus(body: unknown): RegisterAnswer | null {
  if (body === null) return null;
  const { message } = crossref.parse(body);
  const notices = (message['updated-by'] ?? []).flatMap(({ type, source, updated }) => {
    const status = KINDS[type.toLowerCase().replace(/[\s-]+/g, '_')];
    const at = updated ? new Date(updated['date-time']) : null;
    return status ? [{ status, source: source ?? 'crossref', at: at && Number.isNaN(at.getTime()) ? null : at }] : [];
  });
  const grave = notices.find(({ status }) => status === 'retracted') ?? notices[0];
  return grave ?? { status: 'ok', source: 'crossref', at: null };
}

/**
 * What PubMed says about a paper. Null when it does not know it.
 *
 * @throws Error when the answer has another shape than PubMed's
 */
export function pubmedStatus(body: unknown, pmid: string): RegisterAnswer | null {
  if (body === null) return null;
  const found = summary.safeParse(pubmed.parse(body).result[pmid]);
  if (!found.success) return null;
  const kinds = found.data.pubtype.map((kind) => kind.toLowerCase());
  const retracted = kinds.includes('retracted publication');
  return { status: retracted ? 'retracted' : 'ok', source: 'pubmed', at: null };
}

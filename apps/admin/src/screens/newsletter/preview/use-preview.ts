import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { request } from '../../../api/client';
import { DraftPreviewDocument, IssueChecksDocument, IssuePreviewDocument } from '../../../gql/operations';
import { refusalSentence, t } from '../../../messages/t';
import { failureSentence } from '../../../parts/notice';
import type { IssueDraft } from '../compose/draft';
import { inputOf } from '../compose/draft';

/** A rest after a key, so that not every letter asks. */
const REST_MS = 500;

/** What is being written as its readers would see it, a moment after each change; nothing is kept. */
export function useDraftPreview(site: string, draft: IssueDraft) {
  const whole = draft.words.subject.trim() !== '' && draft.articles.length > 0;
  const [asked] = useDebouncedValue(JSON.stringify({ site, ...inputOf(draft) }), REST_MS);
  const answer = useQuery({
    queryKey: ['issue-preview', 'draft', asked],
    queryFn: async () => (await request(DraftPreviewDocument, { input: JSON.parse(asked) })).result,
    enabled: whole,
    placeholderData: keepPreviousData,
  });
  const result = whole ? answer.data : undefined;
  if (answer.isError) return { preview: undefined, missing: failureSentence(answer.error) };
  if (result?.__typename === 'IssuePreview') return { preview: result, missing: '' };
  return { preview: undefined, missing: result ? refusalSentence(result) : t(whole ? 'loading' : 'mailPreview.none') };
}

/** A saved issue as its readers would see it. */
export function useIssuePreview(id: string, contentHash: string) {
  const { data, error, isPending } = useQuery({
    queryKey: ['issue-preview', id, contentHash],
    queryFn: async () => (await request(IssuePreviewDocument, { id })).issuePreview ?? null,
  });
  const missing = isPending ? t('loading') : error ? failureSentence(error) : t('mailPreview.cannot');
  return { preview: data ?? undefined, missing };
}

/** Everything to know before a saved issue is sent. */
export function useIssueChecks(id: string, contentHash: string) {
  return useQuery({
    queryKey: ['issue-checks', id, contentHash],
    queryFn: async () => (await request(IssueChecksDocument, { id })).issueChecks ?? [],
  });
}

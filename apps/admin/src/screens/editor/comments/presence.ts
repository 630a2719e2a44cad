import { useQuery } from '@tanstack/react-query';
import { request } from '../../../api/client';
import { EditorPresenceDocument } from '../../../gql/operations';

/** Said again this often, in milliseconds; who is silent for 30 s counts as gone. */
const EVERY = 10_000;

/** The names of the others who have this article open now. While the API is away nobody is known to be there. */
export function useOthersHere(articleId: string, locale: string): readonly string[] {
  const { data } = useQuery({
    queryKey: ['presence', articleId, locale],
    queryFn: async () => {
      const { result } = await request(EditorPresenceDocument, { input: { articleId, locale } });
      return result.__typename === 'Presence' ? [...new Set(result.others.map(({ person }) => person.name))] : [];
    },
    refetchInterval: EVERY,
    retry: false,
    gcTime: 0,
  });
  return data ?? [];
}

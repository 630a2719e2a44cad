import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refusalSentence } from '../messages/t';
import { failureSentence } from './notice';

/** What every mutation answers: its type, and when it is a refusal, why. */
interface Answer {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly field?: string;
}

/** Why a decision was not taken, in a sentence, and the field that caused it when it was one. */
export interface Refused {
  readonly message: string;
  readonly field?: string;
}

/**
 * Takes a decision by a mutation. A refusal or a failure stays beside the form; a success reads everything again that
 * it may have changed, and then calls `done`.
 */
export function useDecision<Input>(decide: (input: Input) => Promise<{ result: Answer }>, done?: () => void) {
  const queries = useQueryClient();
  const [refused, setRefused] = useState<Refused>();
  const mutation = useMutation({
    mutationFn: decide,
    onMutate: () => setRefused(undefined),
    onError: (error) => setRefused({ message: failureSentence(error) }),
    onSuccess: async ({ result }) => {
      if (result.message !== undefined) {
        const { code, message, field } = result;
        setRefused({ message: refusalSentence({ code, message, field }), field });
        return;
      }
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
      done?.();
    },
  });
  return { take: mutation.mutate, busy: mutation.isPending, refused };
}

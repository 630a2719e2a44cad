import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { CallFailed } from '../../api/client';
import { authCall } from '../../api/sign-in';
import { t } from '../../messages/t';
import { failureSentence } from '../../parts/notice';

/** One call of sign-in; its two foreseeable refusals have a sentence, the rest is a failure. */
export async function wayIn(path: string, body: Record<string, unknown>): Promise<Record<string, unknown> | string> {
  const answer = await authCall(path, body);
  if (answer.status < 300) return answer.body;
  if (answer.status === 429) return t('signIn.tooMany');
  if (answer.status === 401) throw new CallFailed('signedOut');
  if (answer.status >= 500) throw new CallFailed('away');
  const code = String(answer.body.code);
  if (code.startsWith('PASSWORD_TOO')) return t('choose.tooShort');
  return code === 'INVALID_PASSWORD' ? t('account.wrongPassword') : t('account.wrongCode');
}

/** The same for a form: whether it is under way, and why it was refused. */
export function useWayIn(done: (answer: Record<string, unknown>) => void) {
  const [why, setWhy] = useState<string>();
  const call = useMutation({
    mutationFn: ([path, body]: [string, Record<string, unknown>]) => wayIn(path, body),
    onMutate: () => setWhy(undefined),
    onError: (error) => setWhy(failureSentence(error)),
    onSuccess: (answer) => (typeof answer === 'string' ? setWhy(answer) : done(answer)),
  });
  return { call: call.mutate, busy: call.isPending, why };
}

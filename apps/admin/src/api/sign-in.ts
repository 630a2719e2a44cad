import { CallFailed, reach } from './client';

/** How a sign-in, or a step of one, ended. */
export type SignInOutcome =
  | 'signedIn'
  | 'secondFactor'
  | 'wrongPassword'
  | 'wrongCode'
  | 'stepOver'
  | 'noPasskey'
  | 'tooMany'
  | 'away'
  | 'broken';

/** What a call below /api/auth answered. */
interface AuthAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** One call of sign-in. @throws CallFailed when the API is away */
export async function authCall(path: string, body: Record<string, unknown> = {}): Promise<AuthAnswer> {
  const response = await reach(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  return { status: response.status, body: answer ?? {} };
}

async function outcomeOf(call: () => Promise<AuthAnswer>, wrong: SignInOutcome): Promise<SignInOutcome> {
  try {
    const { status, body } = await call();
    if (status < 300) return body.twoFactorRedirect === true ? 'secondFactor' : 'signedIn';
    if (status === 429) return 'tooMany';
    if (status >= 500) return 'away';
    if (String(body.code).includes('TWO_FACTOR_COOKIE')) return 'stepOver';
    if (/TOO_MANY|LOCKED/.test(String(body.code))) return 'tooMany';
    return [400, 401, 422].includes(status) ? wrong : 'broken';
  } catch (error) {
    if (error instanceof CallFailed) return 'away';
    throw error;
  }
}

/** Signs in by e-mail and password; the session is a cookie that scripts cannot read. */
export function signIn(email: string, password: string): Promise<SignInOutcome> {
  return outcomeOf(() => authCall('/sign-in/email', { email, password }), 'wrongPassword');
}

/** The second step of a sign-in: a code of six digits from the authenticator, or a recovery code. */
export function giveCode(code: string): Promise<SignInOutcome> {
  const plain = code.replace(/\s/g, '');
  const path = /^\d{6}$/.test(plain) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code';
  return outcomeOf(() => authCall(path, { code: plain }), 'wrongCode');
}

/** Better-auth's own client, for what only it can do in a browser; loaded when somebody uses a passkey. */
async function passkeys() {
  const [{ createAuthClient }, { passkeyClient }] = await Promise.all([
    import('better-auth/client'),
    import('@better-auth/passkey/client'),
  ]);
  return createAuthClient({ basePath: '/api/auth', plugins: [passkeyClient()] });
}

/** Signs in by a passkey of this device. */
export async function signInByPasskey(): Promise<SignInOutcome> {
  const answer = await (await passkeys()).signIn.passkey();
  if (!answer?.error) return 'signedIn';
  return answer.error.status === 429 ? 'tooMany' : 'noPasskey';
}

/** Adds a passkey of this device to the signed-in person. @returns false when it was not added */
export async function addPasskey(name: string): Promise<boolean> {
  const answer = await (await passkeys()).passkey.addPasskey({ name });
  return !answer?.error;
}

/** A passkey as its owner sees it. */
export interface Passkey {
  readonly id: string;
  readonly name?: string;
  readonly createdAt: string;
}

/** The passkeys of the signed-in person. */
export async function listPasskeys(): Promise<Passkey[]> {
  const response = await reach('/api/auth/passkey/list-user-passkeys');
  if (!response.ok) throw new CallFailed(response.status === 401 ? 'signedOut' : 'broken');
  return (await response.json()) as Passkey[];
}

import { newId } from '#kernel';
import type { Database, Settings } from '#platform';
import { hashPassword, verifyPassword } from './password.js';

/** Header in which our own edge tells the sign-in rate limit where a request came from. A client cannot set it. */
export const CLIENT_ADDRESS_HEADER = 'x-carepress-client-address';

/** Where sign-in listens. */
export const AUTH_PATH = '/api/auth';

/** How long the link of a forgotten password works. */
export const RESET_SECONDS = 3_600;

/** What sign-in asks of the rest of this room. */
export interface AuthEvents {
  /** Somebody forgot the password of this person and gets a letter with the token. */
  readonly forgotten: (userId: string, token: string) => Promise<void>;
  /** A new password was chosen by the link of a letter. */
  readonly chosen: (userId: string) => Promise<void>;
  /** False for a person who was deactivated: no way of signing in makes a session then. */
  readonly maySignIn: (userId: string) => Promise<boolean>;
}

/** Tries a minute from one network address. What can be guessed is tried seldom. */
const LIMITS = {
  '/sign-in/email': { window: 60, max: 20 },
  '/request-password-reset': { window: 60, max: 10 },
  '/reset-password': { window: 60, max: 10 },
  '/two-factor/verify-totp': { window: 60, max: 10 },
  '/two-factor/verify-backup-code': { window: 60, max: 10 },
  '/passkey/verify-authentication': { window: 60, max: 20 },
} as const;

/** Sign-in by better-auth: passwords, a second factor, passkeys, and links for those who have no password yet. */
export async function createAuth(database: Database, settings: Settings, events: AuthEvents) {
  // Loaded on first use: a worker or a command that nobody signs in to starts without it.
  // One after the other: they share modules, and a loader of tests cannot link the same module for two at once.
  const { betterAuth } = await import('better-auth');
  const { prismaAdapter } = await import('better-auth/adapters/prisma');
  const { APIError } = await import('better-auth/api');
  const { twoFactor } = await import('better-auth/plugins/two-factor');
  const { passkey } = await import('@better-auth/passkey');
  const origins = [settings.publicUrl, `http://localhost:${settings.port}`, `http://127.0.0.1:${settings.port}`];
  const secondFactor = twoFactor({ issuer: 'Carepress', schema: { twoFactor: { modelName: 'staffTwoFactor' } } });
  const passkeys = passkey({
    rpID: new URL(settings.publicUrl).hostname,
    rpName: 'Carepress',
    origin: origins,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    authentication: {
      // A passkey stands for both factors, so the device must have asked for the finger, the face or the number.
      afterVerification: async ({ verification }) => {
        if (!verification.authenticationInfo.userVerified) throw new APIError('UNAUTHORIZED');
      },
    },
    schema: { passkey: { modelName: 'staffPasskey' } },
  });
  return betterAuth({
    appName: 'Carepress',
    baseURL: settings.publicUrl,
    basePath: AUTH_PATH,
    secret: settings.secret,
    trustedOrigins: origins,
    database: prismaAdapter(database.client, { provider: 'postgresql' }),
    user: { modelName: 'staffUser' },
    session: { modelName: 'staffSession', expiresIn: 12 * 3600, updateAge: 3600 },
    account: { modelName: 'staffAccount' },
    verification: { modelName: 'staffVerification' },
    plugins: [secondFactor, passkeys],
    emailAndPassword: {
      enabled: true,
      // People are invited: nobody signs themselves up for a clinic's content.
      disableSignUp: true,
      minPasswordLength: 12,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => events.forgotten(user.id, token),
      onPasswordReset: ({ user }) => events.chosen(user.id),
    },
    databaseHooks: {
      session: { create: { before: async ({ userId }) => (await events.maySignIn(userId)) && undefined } },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'signInRateLimit',
      window: 60,
      max: 300,
      customRules: LIMITS,
    },
    advanced: {
      cookiePrefix: 'carepress',
      // Said aloud: left out, better-auth turns the check of the sender's origin off wherever NODE_ENV is "test".
      disableOriginCheck: false,
      disableCSRFCheck: false,
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}

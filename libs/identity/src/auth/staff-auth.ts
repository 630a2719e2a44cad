import { Inject, Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database, SETTINGS, type Settings, type StaffActor } from '#platform';
import { People } from '../persistence/people.js';
import { hashPassword, verifyPassword } from './password.js';

/** Header in which our own edge tells the sign-in rate limit where a request came from. A client cannot set it. */
export const CLIENT_ADDRESS_HEADER = 'x-carepress-client-address';

/** Where sign-in listens. */
export const AUTH_PATH = '/api/auth';

/**
 * All that is answered below it. better-auth brings more, such as changing one's own name, which stands under approvals,
 * or one's own address. Compared to the letter, so that no other spelling of a path slips past the rate limit.
 */
const OPEN_PATHS: ReadonlySet<string> = new Set(
  ['/sign-in/email', '/sign-out', '/get-session', '/change-password'].map((path) => AUTH_PATH + path),
);

async function createAuth(database: Database, settings: Settings) {
  // Loaded on first use: a worker or a command that nobody signs in to starts without it.
  const [{ betterAuth }, { prismaAdapter }] = await Promise.all([
    import('better-auth'),
    import('better-auth/adapters/prisma'),
  ]);
  return betterAuth({
    appName: 'Carepress',
    baseURL: settings.publicUrl,
    basePath: AUTH_PATH,
    secret: settings.secret,
    trustedOrigins: [settings.publicUrl, `http://localhost:${settings.port}`, `http://127.0.0.1:${settings.port}`],
    database: prismaAdapter(database.client, { provider: 'postgresql' }),
    user: { modelName: 'staffUser' },
    session: { modelName: 'staffSession', expiresIn: 12 * 3600, updateAge: 3600 },
    account: { modelName: 'staffAccount' },
    verification: { modelName: 'staffVerification' },
    emailAndPassword: {
      enabled: true,
      // People are invited: nobody signs themselves up for a clinic's content.
      disableSignUp: true,
      minPasswordLength: 12,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'signInRateLimit',
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 20 } },
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

/** Sign-in of staff: e-mail and password, sessions in httpOnly cookies, rate limited. */
@Injectable()
export class StaffAuth {
  private auth: ReturnType<typeof createAuth> | undefined;

  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly people: People,
  ) {}

  /** Loads sign-in ahead of the first person who needs it. */
  async warmUp(): Promise<void> {
    await this.instance();
  }

  private instance(): ReturnType<typeof createAuth> {
    this.auth ??= createAuth(this.database, this.settings);
    return this.auth;
  }

  /** Answers one request below /api/auth; null when there is nothing at its path. */
  async handle(request: Request): Promise<Response | null> {
    return OPEN_PATHS.has(new URL(request.url).pathname) ? (await this.instance()).handler(request) : null;
  }

  /** Who a request's cookies speak for, with their roles of this moment; null when nobody is signed in. */
  async actorOf(headers: Headers): Promise<StaffActor | null> {
    const session = await (await this.instance()).api.getSession({ headers });
    if (!session) return null;
    return this.people.actor(session.user.id, { channel: 'web', address: headers.get(CLIENT_ADDRESS_HEADER) });
  }

  /** Makes a person who can sign in. @returns their id */
  async createStaff(input: { name: string; email: string; password: string }): Promise<string> {
    const { internalAdapter, password } = await (await this.instance()).$context;
    const user = await internalAdapter.createUser(
      { name: input.name, email: input.email.toLowerCase(), emailVerified: true },
      { method: 'email-password' },
    );
    await internalAdapter.createAccount({
      userId: user.id,
      accountId: user.id,
      providerId: 'credential',
      password: await password.hash(input.password),
    });
    return user.id;
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { type Actor, Database, SETTINGS, type Settings, type StaffActor, systemActor } from '#platform';
import { AuditLog } from '../audit/audit-log.js';
import { ApiTokens } from '../persistence/api-tokens.js';
import { People } from '../persistence/people.js';
import { AUTH_PATH, CLIENT_ADDRESS_HEADER, createAuth } from './create-auth.js';
import { StaffLetters } from './letters.js';

/**
 * All that is answered below it. better-auth brings more, such as changing one's own name, which stands under approvals,
 * or one's own address. Compared to the letter, so that no other spelling of a path slips past the rate limit.
 */
const OPEN_PATHS: ReadonlySet<string> = new Set(
  [
    '/sign-in/email',
    '/sign-out',
    '/get-session',
    '/change-password',
    '/request-password-reset',
    '/reset-password',
    '/two-factor/enable',
    '/two-factor/disable',
    '/two-factor/verify-totp',
    '/two-factor/verify-backup-code',
    '/two-factor/generate-backup-codes',
    '/passkey/generate-register-options',
    '/passkey/verify-registration',
    '/passkey/generate-authenticate-options',
    '/passkey/verify-authentication',
    '/passkey/list-user-passkeys',
    '/passkey/delete-passkey',
  ].map((path) => AUTH_PATH + path),
);

const RESET_PATH = `${AUTH_PATH}/request-password-reset`;
/** An address that somebody has and one that nobody has are answered in the same time. */
const RESET_MS = 400;

/** What people do to their own ways in, as the audit log names it. */
const RECORDED: Readonly<Record<string, string>> = {
  '/change-password': 'staff.password-changed',
  '/two-factor/verify-totp': 'staff.second-factor-used',
  '/two-factor/verify-backup-code': 'staff.recovery-code-used',
  '/two-factor/disable': 'staff.second-factor-removed',
  '/two-factor/generate-backup-codes': 'staff.recovery-codes-made',
  '/passkey/verify-registration': 'staff.passkey-added',
  '/passkey/delete-passkey': 'staff.passkey-removed',
};

/** A sign-in that lasts, as its person sees it. */
export interface SessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** Sign-in of staff: passwords, second factor, passkeys; sessions in httpOnly cookies, rate limited. */
@Injectable()
export class StaffAuth {
  private auth: ReturnType<typeof createAuth> | undefined;

  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly people: People,
    private readonly letters: StaffLetters,
    private readonly audit: AuditLog,
    private readonly tokens: ApiTokens,
  ) {}

  /** Loads sign-in ahead of the first person who needs it. */
  async warmUp(): Promise<void> {
    await this.instance();
  }

  private instance(): ReturnType<typeof createAuth> {
    this.auth ??= createAuth(this.database, this.settings, {
      forgotten: (userId, token) => this.letters.announceForgotten(userId, token),
      chosen: (userId) => this.record(userId, 'staff.password-chosen'),
      maySignIn: (userId) => this.people.isActive(userId),
    });
    return this.auth;
  }

  /** Answers one request below /api/auth; null when there is nothing at its path. */
  async handle(request: Request): Promise<Response | null> {
    const { pathname } = new URL(request.url);
    if (!OPEN_PATHS.has(pathname)) return null;
    const { handler } = await this.instance();
    if (pathname === RESET_PATH) return (await Promise.all([handler(request), delay(RESET_MS)]))[0];
    const action = RECORDED[pathname.slice(AUTH_PATH.length)];
    const before = action ? await this.actorOf(request.headers) : null;
    const response = await handler(request);
    // A code that completes a sign-in changes nothing of the person's ways in: there was nobody signed in before.
    if (action && before && response.ok) await this.record(before.userId, action, before);
    return response;
  }

  /** Who a request's token or cookies speak for, with their roles of this moment; null when nobody is signed in. */
  async actorOf(headers: Headers): Promise<StaffActor | null> {
    const bearer = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1];
    if (bearer) return this.tokens.actorOf(bearer, headers.get(CLIENT_ADDRESS_HEADER));
    const session = await this.sessionOf(headers);
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

  /** The session that a request's cookies name. */
  private async sessionOf(headers: Headers) {
    return (await this.instance()).api.getSession({ headers });
  }

  /** The sessions of a person that have not ended, newest first, and which of them the request is in. */
  async sessions(headers: Headers): Promise<(SessionRow & { current: boolean })[]> {
    const own = await this.sessionOf(headers);
    if (!own) return [];
    const { internalAdapter } = await (await this.instance()).$context;
    const rows = (await internalAdapter.listSessions(own.user.id)) as (SessionRow & { token: string })[];
    return rows
      .filter(({ expiresAt }) => expiresAt > new Date())
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
      .map(({ token: _token, ...row }) => ({ ...row, current: row.id === own.session.id }));
  }

  /**
   * Ends the request's person's session with this id, or all but the one the request is in when there is none.
   *
   * @returns how many ended
   */
  async endSessions(headers: Headers, actor: StaffActor, id: string | null): Promise<number> {
    const current = await this.sessionOf(headers);
    const { count } = await this.database.client.staffSession.deleteMany({
      where: { userId: actor.userId, ...(id === null ? { id: { not: current?.session.id ?? newId() } } : { id }) },
    });
    if (count > 0) await this.record(actor.userId, 'staff.sessions-ended', actor);
    return count;
  }

  private async record(userId: string, action: string, actor: Actor = systemActor('signIn')): Promise<void> {
    await this.database.transaction((tx) => this.audit.record(tx, actor, action, { type: 'staff', id: userId }, null));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { AdmitSubscribers } from '#audience';
import { AuditLog, DEMO_SIGN_INS, People, StaffAuth } from '#identity';
import { Clock, newId } from '#kernel';
import {
  Database,
  LOGGER,
  type Logger,
  type Role,
  SETTINGS,
  type Settings,
  type SystemActor,
  type Tx,
} from '#platform';
import { addMonths } from '#review';
import { DemoArticles } from './demo-articles.js';

/** Two-key advisory lock: several API processes may start at once. */
const SEED_LOCK = [0x6361_7265, 2] as const;

/** Who writes down that the demo was begun and finished: whoever started the program. */
const OPERATOR: SystemActor = { kind: 'system', name: 'operator' };

const SITES = ['harbor', 'eastside'] as const;

const ROLES_OF: Record<string, readonly Role[]> = {
  'sam@harbor.example': ['author', 'reviewer'],
  'maya@harbor.example': ['reviewer'],
  'jo@harbor.example': ['publisher'],
  'lee@harbor.example': ['admin', 'author'],
};

/**
 * Fills an empty database with a demo clinic: two sites, four people, six articles in different places of their way, and
 * a text that was only just imported. Everything that has a rule goes through its use case, so the demo's approvals are
 * real ones.
 */
@Injectable()
export class DemoSeed {
  constructor(
    private readonly database: Database,
    private readonly auth: StaffAuth,
    private readonly people: People,
    private readonly clock: Clock,
    private readonly articles: DemoArticles,
    private readonly subscribers: AdmitSubscribers,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Seeds once; a second start, or a second process, leaves everything alone. A start that was cut off is gone on with:
   * the audit log says that the demo was begun and not that it was finished, and nobody could sign in before it was.
   */
  async run(): Promise<void> {
    const client = await this.database.pool.connect();
    try {
      await client.query('SELECT pg_advisory_lock($1, $2)', [...SEED_LOCK]);
      if ((await this.database.client.site.count()) > 0 && !(await this.cutOff())) return await this.followPorts();
      await this.seed();
      this.logger.info('The demo clinic was set up.');
    } finally {
      await client.query('SELECT pg_advisory_unlock($1, $2)', [...SEED_LOCK]).finally(() => client.release());
    }
  }

  private async cutOff(): Promise<boolean> {
    const marks = await this.database.client.auditEntry.findMany({
      where: { action: { in: ['demo.begun', 'demo.finished'] } },
      select: { action: true },
    });
    return marks.length === 1;
  }

  private async mark(tx: Tx, action: 'demo.begun' | 'demo.finished', siteId: string): Promise<void> {
    await this.audit.record(tx, OPERATOR, action, { type: 'site', id: siteId }, siteId);
  }

  private async seed(): Promise<void> {
    const sites = await this.makeSites();
    for (const person of DEMO_SIGN_INS) await this.makePerson(person, sites);
    const [author, reviewer, publisher] = await Promise.all(
      ['sam@harbor.example', 'maya@harbor.example', 'jo@harbor.example'].map((email) =>
        this.people.actorByEmail(email),
      ),
    );
    // The author is a licensed therapist too: what keeps him from approving his own text is the rule, not his role.
    await this.makeCredential(reviewer!.userId, 'DEMO-60412');
    await this.makeCredential(author!.userId, 'DEMO-60977');
    await this.articles.make(sites, { author: author!, reviewer: reviewer!, publisher: publisher! });
    await this.makeSubscribers(sites[0]!);
    await this.database.transaction((tx) => this.mark(tx, 'demo.finished', sites[0]!));
  }

  /** The account and the memberships of one person; a person who has an account from a start before keeps it. */
  private async makePerson(person: (typeof DEMO_SIGN_INS)[number], sites: readonly string[]): Promise<void> {
    const known = await this.database.client.staffUser.findUnique({ where: { email: person.email } });
    const userId = known?.id ?? (await this.auth.createStaff(person));
    const data = sites.flatMap((siteId) => ROLES_OF[person.email]!.map((role) => ({ userId, siteId, role })));
    await this.database.client.membership.createMany({ data, skipDuplicates: true });
  }

  /** The ids of the demo's sites, in the order of their names; makes them where they are missing. */
  private async makeSites(): Promise<string[]> {
    const known = await this.database.client.site.findMany({ where: { slug: { in: [...SITES] } } });
    if (known.length > 0) return SITES.map((slug) => known.find((site) => site.slug === slug)!.id);
    const common = { locale: 'en', timeZone: 'America/Los_Angeles', emergencyNumber: '911' };
    const sites = [
      {
        ...common,
        id: newId(),
        slug: 'harbor',
        name: 'Harbor Physio',
        phone: '503 555 0100',
        postalAddress: '12 Quay Street, Portland, OR 97201',
        senderName: 'Harbor Physio',
        senderEmail: 'news@harbor.example',
      },
      {
        ...common,
        id: newId(),
        slug: 'eastside',
        name: 'Eastside Sports Rehab',
        phone: '503 555 0142',
        postalAddress: '480 SE Alder Street, Portland, OR 97214',
        senderName: 'Eastside Sports Rehab',
        senderEmail: 'news@eastside.example',
      },
    ].map((site) => ({ ...site, url: this.siteUrl(site.slug), createdAt: this.clock.now() }));
    await this.database.transaction(async (tx) => {
      await tx.site.createMany({ data: sites });
      await this.mark(tx, 'demo.begun', sites[0]!.id);
    });
    return sites.map((site) => site.id);
  }

  private siteUrl(slug: string): string {
    return `http://localhost:${this.settings.sitePort}/${slug}`;
  }

  /** The demo may be started on another port: its sites then live there. */
  private async followPorts(): Promise<void> {
    for (const slug of SITES) {
      await this.database.client.site.updateMany({ where: { slug }, data: { url: this.siteUrl(slug) } });
    }
  }

  private async makeCredential(userId: string, licenceNumber: string): Promise<void> {
    const now = this.clock.now();
    if (await this.database.client.credential.findFirst({ where: { userId, licenceNumber } })) return;
    await this.database.client.credential.create({
      data: {
        id: newId(),
        userId,
        title: 'DPT',
        licenceNumber,
        region: 'US-OR',
        specialties: ['Orthopaedics', 'Sports'],
        validFrom: addMonths(now, -18),
        validUntil: addMonths(now, 48),
      },
    });
  }

  private async makeSubscribers(siteId: string): Promise<void> {
    const names = ['ana.ruiz', 'ben.carter', 'chioma.eze', 'dev.patel', 'erin.walsh'];
    const people = names.map((name) => ({ email: `${name}@patients.example` }));
    await this.subscribers.run({ id: siteId, locale: 'en' }, people, {
      wording: 'Asked at the front desk of the demo clinic. These people do not exist.',
      formUrl: null,
    });
  }
}

import { Injectable } from '@nestjs/common';
import { InvalidInput, type NotAllowed, newId } from '#kernel';
import { Database, isUniqueViolation, type StaffActor, type Tx } from '#platform';
import { AuditLog } from '../audit/audit-log.js';
import { SiteTaken } from '../domain/refusals.js';
import { type SiteSettings, settingsFault, tidySettings } from '../domain/site-settings.js';
import { type SiteRow, Sites } from '../persistence/sites.js';
import { Staff } from '../persistence/staff.js';
import { Policy } from '../policy.js';

export type GivenSettings = { readonly [K in keyof SiteSettings]?: SiteSettings[K] | null };

/** Why a picture cannot be the logo of a site. Given by who knows pictures, and asked in the transaction of the change. */
export type LogoFault = (tx: Tx, siteId: string, mediaId: string) => Promise<InvalidInput | null>;

type Changed = SiteRow | SiteTaken | InvalidInput | NotAllowed;

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/;

/** Opens a site, and says what one says of itself. What readers see changes with the next answer they get. */
@Injectable()
export class ChangeSite {
  constructor(
    private readonly database: Database,
    private readonly sites: Sites,
    private readonly staff: Staff,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
  ) {}

  /** By an administrator of any site, who administers the new one too. */
  async create(actor: StaffActor, { slug, ...given }: GivenSettings & { slug: string }): Promise<Changed> {
    const own = this.policy.sitesFor(actor, 'site.manage')[0];
    if (!own) return this.policy.mayAt(actor, 'site.manage', actor.memberships[0]?.siteId ?? '')!;
    if (!SLUG.test(slug))
      return new InvalidInput('slug', 'Write 2 to 40 small letters, digits and hyphens, such as harbor.');
    const settings = tidySettings(given);
    const fault = settingsFault(settings);
    if (fault) return fault;
    const id = newId();
    try {
      return await this.database.transaction(async (tx) => {
        await tx.site.create({ data: { id, slug, ...settings, locales: [...settings.locales] } });
        await this.staff.setRoles(tx, id, actor.userId, ['admin']);
        await this.audit.record(tx, actor, 'site.created', { type: 'site', id }, id, { slug });
        return (await this.sites.byId(id, tx))!;
      });
    } catch (error) {
      if (isUniqueViolation(error)) return new SiteTaken();
      throw error;
    }
  }

  /** What is left out is taken away, where it can be. Its short name never changes: addresses stand on it. */
  async update(
    actor: StaffActor,
    siteId: string,
    { logoMediaId, ...given }: GivenSettings & { logoMediaId: string | null },
    logoFault: LogoFault,
  ): Promise<Changed> {
    const refused = this.policy.mayAt(actor, 'site.manage', siteId);
    if (refused) return refused;
    const settings = tidySettings(given);
    const fault = settingsFault(settings);
    if (fault) return fault;
    return this.database.transaction(async (tx) => {
      // One that stands already stays, whatever became of its rights: a new telephone number must not wait for that.
      const standing = (await this.sites.byId(siteId, tx))?.logoMediaId;
      const isNew = logoMediaId !== null && logoMediaId !== standing;
      const wrong = isNew ? await logoFault(tx, siteId, logoMediaId) : null;
      if (wrong) return wrong;
      await tx.site.update({
        where: { id: siteId },
        data: { ...settings, locales: [...settings.locales], logoMediaId },
      });
      await this.audit.record(tx, actor, 'site.changed', { type: 'site', id: siteId }, siteId);
      return (await this.sites.byId(siteId, tx))!;
    });
  }
}

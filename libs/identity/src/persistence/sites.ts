import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

/** A clinic's public site, and what belongs to the clinic and not to the article. */
export interface SiteRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly url: string;
  readonly phone: string;
  readonly postalAddress: string;
  readonly emergencyNumber: string;
  readonly senderName: string;
  readonly senderEmail: string;
  readonly country: string | null;
  readonly locales: string[];
  readonly accentColor: string | null;
  readonly logoMediaId: string | null;
  readonly callToAction: string | null;
  readonly callToActionUrl: string | null;
  /** False when only programs with a key of the site may read what it shows. */
  readonly publicRead: boolean;
}

/** Reads sites. There are few, and they change rarely. */
@Injectable()
export class Sites {
  constructor(private readonly database: Database) {}

  bySlug(slug: string): Promise<SiteRow | null> {
    return this.database.client.site.findUnique({ where: { slug } });
  }

  byId(id: string, tx: Tx = this.database.client): Promise<SiteRow | null> {
    return tx.site.findUnique({ where: { id } });
  }

  /** The sites with these ids, in any order. */
  byIds(ids: readonly string[]): Promise<SiteRow[]> {
    return this.database.client.site.findMany({ where: { id: { in: [...ids] } }, orderBy: { name: 'asc' } });
  }

  /** True when a picture is the logo of a site. */
  async hasLogo(tx: Tx, logoMediaId: string): Promise<boolean> {
    return (await tx.site.count({ where: { logoMediaId } })) > 0;
  }

  /** The ids of all sites. */
  async ids(tx: Tx): Promise<string[]> {
    return (await tx.site.findMany({ select: { id: true }, orderBy: { id: 'asc' } })).map((row) => row.id);
  }

  /** True when there is any site or member of staff: then this installation is in use. */
  async anything(tx: Tx): Promise<boolean> {
    return (await tx.site.count()) + (await tx.staffUser.count()) > 0;
  }
}

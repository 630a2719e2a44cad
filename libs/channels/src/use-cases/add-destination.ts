import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { InvalidInput, isId, type NotAllowed, NotFound, newId, type Result } from '#kernel';
import { type Actor, Database } from '#platform';
import { Channels } from '../channels/registry.js';
import type { DestinationRow } from '../domain/destination.js';
import { DestinationRefused } from '../domain/refusals.js';
import { SecretBox } from '../domain/secret-box.js';
import { Destinations } from '../persistence/destinations.js';

export interface AddDestinationInput {
  readonly siteId: string;
  /** A kind of channel, such as `webhook`. */
  readonly kind: string;
  readonly name: string;
  readonly url: string;
  /** What its channel needs beside the address. No secrets. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A secret that the other side made up; left out where we make it. */
  readonly secret?: string | null;
}

/** A new destination, and its secret when we made it: nobody can read it again. */
export interface AddedDestination {
  readonly destination: DestinationRow;
  readonly secret: string | null;
}

/** Adds a place that is told from now on what goes live and what is withdrawn. */
@Injectable()
export class AddDestination {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly channels: Channels,
    private readonly destinations: Destinations,
    private readonly box: SecretBox,
  ) {}

  async run(
    actor: Actor,
    input: AddDestinationInput,
  ): Promise<Result<AddedDestination, DestinationRefused | InvalidInput | NotFound | NotAllowed>> {
    if (!isId(input.siteId)) return new NotFound('There is no such site. Choose one from the list.');
    const refused = this.policy.mayAt(actor, 'channel.manage', input.siteId);
    if (refused) return refused;
    const name = input.name.trim();
    if (name.length === 0 || name.length > 100 || name.includes('\0')) {
      return new InvalidInput('name', 'Name the destination in 1 to 100 characters, so that others recognise it.');
    }
    const channel = this.channels.ofKind(input.kind);
    if (!channel) {
      return new DestinationRefused(
        `We cannot send to a "${input.kind}". Choose ${this.channels.kinds().join(' or ')}.`,
        'kind',
      );
    }
    const given = { url: input.url.trim(), settings: input.settings ?? {}, secret: input.secret ?? null };
    const checked = channel.check(given);
    if (checked instanceof DestinationRefused) return checked;
    const id = newId();
    const { url, settings, secret } = checked;
    const row = { id, siteId: input.siteId, kind: channel.kind, name, url, settings };
    const destination = await this.database.transaction(async (tx) => {
      const created = await this.destinations.create(tx, { ...row, sealedSecret: this.box.seal(id, secret) });
      await this.audit.record(tx, actor, 'destination.added', { type: 'destination', id }, input.siteId);
      return created;
    });
    return { destination, secret: channel.makesSecret ? secret : null };
  }
}

import type { FastifyReply } from 'fastify';
import type { AccessState, LiveSiteKey, SiteDoor } from '#delivery';
import type { SiteKeyScope } from '#identity';
import { Refusal } from '#kernel';

/** A site that answers only programs with a key of it was asked without one. */
export class KeyRequired extends Refusal {
  readonly code = 'KEY_REQUIRED';
  readonly message =
    'This site answers only programs with a key of it. Send one that may do this as "Authorization: Bearer".';
}

/** A site that answers known operations only was asked another. */
export class OperationNotAllowed extends Refusal {
  readonly code = 'OPERATION_NOT_ALLOWED';
  readonly message =
    'Known operations alone are answered here. Have this one added to the list, or ask one that is on it.';
}

/** What one request may ask for. */
export class Access {
  constructor(
    private readonly state: AccessState,
    private readonly key: LiveSiteKey | undefined,
  ) {}

  /**
   * The door of a site that this request may pass; null for a site that nobody knows, which has nothing to show.
   */
  to(slug: string, scope: SiteKeyScope): SiteDoor | null | KeyRequired {
    const door = this.state.sites.get(slug);
    if (!door) return null;
    const opens = this.key?.siteId === door.id && this.key.scopes.includes(scope);
    return door.publicRead || opens ? door : new KeyRequired();
  }
}

/** The same over plain HTTP. */
export function sendKeyRequired(reply: FastifyReply, { code, message }: KeyRequired): FastifyReply {
  return reply.code(401).headers({ 'www-authenticate': 'Bearer', 'cache-control': 'no-store' }).send({ code, message });
}

import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sites, StaffAuth } from '#identity';
import { InvalidInput, isId, isRefusal, NotAllowed, Refusal } from '#kernel';
import { type AddedMedia, AddMedia, MediaTooLarge } from '#media';
import { LOGGER, type Logger, SETTINGS, type Settings, type StaffActor } from '#platform';
import { webHeaders } from '../http/web-request.js';
import { siteNotFound } from '../management/typed.js';
import { sendFault, sendRefusal } from './answers.js';
import { readLimited } from './read-limited.js';

class NotSignedIn extends Refusal {
  readonly code = 'NOT_SIGNED_IN';
  readonly message = 'You are not signed in. Sign in, then upload again.';
}

/** Headers that a page of another origin cannot send without being asked first. As at the management endpoint. */
const OWN_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'] as const;

/** How long the rest of a refused upload is read and dropped. */
const DROPPING_MS = 3_000;

interface Query {
  readonly site?: unknown;
  readonly siteId?: unknown;
  readonly fileName?: unknown;
}

/**
 * `POST /media?siteId=&fileName=` (or `site=`, its short name) with the file's bytes as body. Answers 201 with a new
 * asset, 200 with the one that the site has already, or a refusal with its code.
 */
@Injectable()
export class MediaUpload {
  constructor(
    private readonly auth: StaffAuth,
    private readonly add: AddMedia,
    private readonly sites: Sites,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    try {
      const added = await this.accept(request);
      if (isRefusal(added)) return this.refuse(request, reply, added);
      return reply
        .code(added.created ? 201 : 200)
        .header('cache-control', 'no-store')
        .send(this.answerOf(added));
    } catch (error) {
      return sendFault(reply, error, this.logger);
    }
  }

  private async accept(request: FastifyRequest): Promise<AddedMedia | Refusal> {
    if (!OWN_HEADERS.some((name) => request.headers[name])) {
      return new NotAllowed('Send the header "apollo-require-preflight: true" with an upload.');
    }
    // Before a byte is read: a stranger makes this process hold nothing.
    const actor = await this.auth.actorOf(webHeaders(request));
    if (!actor) return new NotSignedIn();
    const query = request.query as Query;
    const siteId = await this.siteIdOf(query, actor);
    if (!siteId) return siteNotFound();
    if (typeof query.fileName !== 'string' || query.fileName === '') {
      return new InvalidInput('fileName', 'Name the file in the address: ?siteId=...&fileName=knee.jpg');
    }
    const bytes = await readLimited(request.raw, this.settings.media.maxBytes);
    if (isRefusal(bytes)) return bytes;
    return this.add.run(actor, { siteId, fileName: query.fileName, bytes });
  }

  /** Null for a site where the person has no role: the two look alike. */
  private async siteIdOf({ site, siteId }: Query, actor: StaffActor): Promise<string | null> {
    const given = typeof site === 'string' && !site.includes('\0') ? (await this.sites.bySlug(site))?.id : siteId;
    return isId(given) && actor.memberships.some((it) => it.siteId === given) ? given : null;
  }

  /**
   * What still comes in of a refused file is dropped for a moment: a client that is still sending then sees the answer,
   * and not a broken line. After that the line is broken.
   */
  private refuse(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
    if (!request.raw.complete) {
      request.raw.resume();
      const hangUp = setTimeout(() => request.raw.destroy(), DROPPING_MS);
      request.raw.once('close', () => clearTimeout(hangUp));
    }
    if (refusal instanceof MediaTooLarge) this.logger.info({ maxBytes: refusal.maxBytes }, 'an upload was too large');
    return sendRefusal(reply, refusal);
  }

  private answerOf({ asset, created }: AddedMedia) {
    const { id, kind, name, fileName, contentType, bytes, width, height, version } = asset;
    const url = `${this.settings.publicUrl}/media/${name}`;
    return { created, asset: { id, kind, name, fileName, contentType, bytes, width, height, version, url } };
  }
}

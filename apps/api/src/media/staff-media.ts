import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy, StaffAuth } from '#identity';
import { NotFound } from '#kernel';
import { isStoredName, MediaAssets, MediaStorage } from '#media';
import { LOGGER, type Logger } from '#platform';
import { webHeaders } from '../http/web-request.js';
import { sendFault, sendRefusal } from './answers.js';
import { type ServedFile, sendFile } from './send-file.js';

/** A person may lose their role, so the browser asks again soon; the answer is then 304. */
const SHORT = 'private, max-age=60';

/** `GET /media/staff/<name>`: any file of a site, for those who work there. */
@Injectable()
export class StaffMedia {
  constructor(
    private readonly auth: StaffAuth,
    private readonly assets: MediaAssets,
    private readonly policy: Policy,
    private readonly storage: MediaStorage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    try {
      const file = await this.fileOf(request);
      if (!file) return sendRefusal(reply, new NotFound('There is no such file at your sites. Sign in to see yours.'));
      if (await sendFile(request, reply, this.storage, file, SHORT)) return reply;
      throw new Error(`The stored file ${file.name} is missing.`);
    } catch (error) {
      return sendFault(reply, error, this.logger);
    }
  }

  private async fileOf(request: FastifyRequest): Promise<ServedFile | null> {
    const { name } = request.params as { name: string };
    const actor = isStoredName(name) ? await this.auth.actorOf(webHeaders(request)) : null;
    if (!actor) return null;
    const own = (await this.assets.ofFile(name)).find(({ siteId }) => !this.policy.mayAt(actor, 'media.read', siteId));
    return own ? { name, contentType: own.servedType, fileName: own.fileName } : null;
  }
}

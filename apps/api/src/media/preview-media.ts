import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '#kernel';
import { isStoredName, MediaAssets, MediaStorage } from '#media';
import { LOGGER, type Logger } from '#platform';
import { PreviewReader } from '../preview/preview-reader.js';
import { sendFault, sendRefusal } from './answers.js';
import { sendFile } from './send-file.js';

/** `GET /media/preview/<token>/<name>`: a file of the one revision that a link to a preview shows. */
@Injectable()
export class PreviewMedia {
  constructor(
    private readonly previews: PreviewReader,
    private readonly assets: MediaAssets,
    private readonly storage: MediaStorage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    try {
      const { token, name } = request.params as { token: string; name: string };
      const allowed = isStoredName(name) && (await this.previews.shows(token, name));
      const [asset] = allowed ? await this.assets.ofFile(name) : [];
      if (!asset)
        return sendRefusal(reply, new NotFound('There is no such file in this preview, or its time is over.'));
      const file = { name, contentType: asset.servedType, fileName: asset.fileName };
      if (await sendFile(request, reply, this.storage, file, 'private, no-store')) return reply;
      throw new Error(`The stored file ${name} is missing.`);
    } catch (error) {
      return sendFault(reply, error, this.logger);
    }
  }
}

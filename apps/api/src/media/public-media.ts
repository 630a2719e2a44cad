import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PublicFiles } from '#delivery';
import { NotFound } from '#kernel';
import { MediaStorage } from '#media';
import { LOGGER, type Logger } from '#platform';
import { sendFault, sendRefusal } from './answers.js';
import { sendFile } from './send-file.js';

/** The name says what the bytes are, so they may be kept for ever. */
const FOR_EVER = 'public, max-age=31536000, immutable';

const missing = () => new NotFound('There is no such file, or no article shows it.');

/** `GET /media/<name>`: a file that a live article shows, for everybody. */
@Injectable()
export class PublicMedia {
  constructor(
    private readonly files: PublicFiles,
    private readonly storage: MediaStorage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    try {
      const file = await this.files.byName((request.params as { name: string }).name);
      if (!file) return sendRefusal(reply, missing());
      if (!file.isShown) {
        const message = 'This file belonged to an article that is not served any more.';
        return reply.code(410).header('cache-control', 'no-store').send({ code: 'GONE', message });
      }
      if (await sendFile(request, reply, this.storage, file, FOR_EVER)) return reply;
      throw new Error(`The stored file ${file.name} is missing.`);
    } catch (error) {
      return sendFault(reply, error, this.logger);
    }
  }
}

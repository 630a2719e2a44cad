import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { DeliveryModule } from '#delivery';
import { IdentityModule } from '#identity';
import { MediaModule } from '#media';
import { PreviewModule } from '../preview/preview.module.js';
import { MediaUpload } from './media-upload.js';
import { PreviewMedia } from './preview-media.js';
import { PublicMedia } from './public-media.js';
import { StaffMedia } from './staff-media.js';

/** Where files come in and go out. */
export const MEDIA_PATH = '/media';

/** Files over plain HTTP: staff upload them and see all of their sites'; the public loads what a live article shows. */
@Module({
  imports: [DeliveryModule, IdentityModule, MediaModule, PreviewModule],
  providers: [MediaUpload, PreviewMedia, PublicMedia, StaffMedia],
})
export class MediaEdgeModule {
  constructor(
    { httpAdapter }: HttpAdapterHost,
    upload: MediaUpload,
    open: PublicMedia,
    staff: StaffMedia,
    preview: PreviewMedia,
  ) {
    const fastify = httpAdapter.getInstance<FastifyInstance>();
    fastify.register(async (scope) => {
      // A file is read as it comes, whatever its sender calls it: no parser of the rest of the API takes part.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
      scope.post(MEDIA_PATH, (request, reply) => upload.handle(request, reply));
      scope.get(`${MEDIA_PATH}/staff/:name`, (request, reply) => staff.handle(request, reply));
      scope.get(`${MEDIA_PATH}/preview/:token/:name`, (request, reply) => preview.handle(request, reply));
      scope.get(`${MEDIA_PATH}/:name`, (request, reply) => open.handle(request, reply));
    });
  }
}

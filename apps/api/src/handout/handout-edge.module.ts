import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { DeliveryModule } from '#delivery';
import { MediaModule } from '#media';
import { AccessModule } from '../access/access.module.js';
import { HandoutEdge } from './handout-edge.js';

/** Articles on paper, for everybody who may read their pages. */
@Module({ imports: [AccessModule, DeliveryModule, MediaModule], providers: [HandoutEdge] })
export class HandoutEdgeModule {
  constructor({ httpAdapter }: HttpAdapterHost, edge: HandoutEdge) {
    const fastify = httpAdapter.getInstance<FastifyInstance>();
    fastify.get('/handout/:site/:locale/:file', (request, reply) => edge.handle(request, reply));
  }
}

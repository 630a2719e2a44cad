import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { DeliveryModule } from '#delivery';
import { AccessModule } from '../access/access.module.js';
import { EhrEdge } from './ehr-edge.js';

/** Of a posted request: many times what its parameters need. */
const FORM_BYTES = 16_384;

/** Where electronic records ask: HL7 Infobutton, and FHIR R4 reads. For everybody, like the pages they lead to. */
@Module({ imports: [AccessModule, DeliveryModule], providers: [EhrEdge] })
export class EhrEdgeModule {
  constructor({ httpAdapter }: HttpAdapterHost, edge: EhrEdge) {
    const fastify = httpAdapter.getInstance<FastifyInstance>();
    // The guide lets a request be posted as a form, where an address would grow too long.
    fastify.route({
      method: ['GET', 'POST'],
      url: '/connect/:site/service',
      bodyLimit: FORM_BYTES,
      handler: (request, reply) => edge.infobutton(request, reply),
    });
    fastify.get('/fhir/:site/metadata', (request, reply) => edge.metadata(request, reply));
    fastify.get('/fhir/:site/:type/:id', (request, reply) => edge.fhirRead(request, reply));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CodedArticle, ConceptReader, ReadModel } from '#delivery';
import { Clock, Refusal } from '#kernel';
import { LOGGER, type Logger } from '#platform';
import { KeyRequired, sendKeyRequired } from '../access/access.js';
import { KeyDoor } from '../access/key-door.js';
import { sendFault } from '../media/answers.js';
import { behindFhirId, capabilityStatement, documentReference, library, outcome } from './fhir-resources.js';
import { atomOf, feedOf } from './infobutton-feed.js';
import { readInfobuttonRequest } from './infobutton-request.js';

/** Topics for one code: as many as MedlinePlus Connect answers for a problem. */
const MOST_ENTRIES = 3;

/** Asked again every time: a withdrawal is seen by the next reader. */
const ASK_AGAIN = 'no-cache';

const RESOURCES: Readonly<Record<string, (it: CodedArticle) => object>> = {
  DocumentReference: documentReference,
  Library: library,
};

const fhir = (reply: FastifyReply, status: number, body: object): FastifyReply =>
  reply
    .code(status)
    .type('application/fhir+json; charset=utf-8')
    .header('cache-control', ASK_AGAIN)
    .send(JSON.stringify(body));

type Params = Readonly<Record<string, string>>;

/** Of the address and of a posted form; what stands in the form counts where both say it. */
function parametersOf({ query, body }: FastifyRequest): Record<string, unknown> {
  const form = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  return { ...(query as Record<string, unknown>), ...form };
}

/** What electronic records ask over plain HTTP: articles for a code, and one article as a FHIR resource. */
@Injectable()
export class EhrEdge {
  constructor(
    private readonly readers: ReadModel,
    private readonly concepts: ConceptReader,
    private readonly clock: Clock,
    private readonly door: KeyDoor,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** `GET` or `POST /connect/<site>/service`: HL7 Infobutton as MedlinePlus Connect answers it. */
  async infobutton(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    try {
      reply.header('cache-control', ASK_AGAIN);
      const asked = readInfobuttonRequest(parametersOf(request));
      if ('parameter' in asked) return reply.code(400).send({ code: 'BAD_REQUEST', ...asked });
      const { site: slug } = request.params as Params;
      const refused = (await this.door.accessOf(request.raw)).to(slug!, 'read');
      if (refused instanceof KeyRequired) return sendKeyRequired(reply, refused);
      const site = await this.readers.site(slug!, { saw: () => undefined });
      if (!site)
        return reply.code(404).send({ code: 'NOT_FOUND', message: 'There is no such site. Check the address.' });
      const { system, code, language } = asked;
      const found = system && (await this.concepts.about(site, system, code, { language, most: MOST_ENTRIES }));
      const feed = feedOf(site, asked, found ? found.articles : [], this.clock.now());
      if (asked.format === 'json') return reply.type('application/json; charset=utf-8').send(JSON.stringify({ feed }));
      return reply.type('application/atom+xml; charset=utf-8').send(atomOf(feed));
    } catch (error) {
      return sendFault(reply, error, this.logger);
    }
  }

  /** `GET /fhir/<site>/DocumentReference/<id>` and `/Library/<id>`: one live article (FHIR R4 read). */
  async fhirRead(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    try {
      const { site, type, id } = request.params as Params;
      const refused = (await this.door.accessOf(request.raw)).to(site!, 'read');
      if (refused instanceof KeyRequired) {
        return fhir(reply.header('www-authenticate', 'Bearer'), 401, outcome('login', refused.message));
      }
      const asResource = Object.hasOwn(RESOURCES, type!) ? RESOURCES[type!] : undefined;
      const behind = behindFhirId(id!);
      if (!asResource || !behind) return fhir(reply, 404, outcome('not-found', 'There is no such resource.'));
      const found = await this.concepts.byId(site!, behind.articleId, behind.locale);
      if (!(found instanceof Refusal)) {
        reply.header('etag', `W/"${found.article.revisionNumber}"`);
        return fhir(reply, 200, asResource(found));
      }
      const gone = found.code === 'ARTICLE_WITHDRAWN';
      return fhir(reply, gone ? 410 : 404, outcome(gone ? 'deleted' : 'not-found', found.message));
    } catch (error) {
      return sendFault(reply, error, this.logger);
    }
  }

  /** `GET /fhir/<site>/metadata` */
  metadata(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
    return fhir(reply, 200, capabilityStatement(this.clock.now()));
  }
}

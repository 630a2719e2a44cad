import type { FastifyReply } from 'fastify';
import { TookTooLong } from '#delivery';
import { newErrorId, type Refusal } from '#kernel';
import type { Logger } from '#platform';

/** What HTTP says of each refusal. One that has no line is a fault of the request. */
const STATUS: Readonly<Record<string, number>> = {
  NOT_SIGNED_IN: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  MEDIA_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA: 415,
  MEDIA_DAMAGED: 422,
  MOVING_PICTURE: 422,
  POLYGLOT_FILE: 422,
  TOO_MANY_PIXELS: 422,
  UNSAFE_PDF: 422,
  STORAGE_UNAVAILABLE: 503,
  STORAGE_FULL: 507,
};

/** A refusal as JSON: `code`, `message`, and what else it knows. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { code, message, ...facts } = refusal as Refusal & Record<string, unknown>;
  return reply
    .code(STATUS[code] ?? 400)
    .header('cache-control', 'no-store')
    .send({ code, message, ...facts });
}

/** A bug: logged with its cause under an id; the caller gets the id alone. */
export function sendFault(reply: FastifyReply, error: unknown, logger: Logger): FastifyReply {
  reply.header('cache-control', 'no-store');
  if (error instanceof TookTooLong) {
    const { message, extensions } = error;
    return reply
      .code(503)
      .header('retry-after', '5')
      .send({ ...extensions, message });
  }
  const errorId = newErrorId();
  logger.error({ errorId, err: error }, 'A request about a file failed.');
  return reply
    .code(500)
    .send({ code: 'INTERNAL', message: `Something went wrong. Tell us this id: ${errorId}`, errorId });
}

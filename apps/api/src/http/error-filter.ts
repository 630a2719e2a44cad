import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { newErrorId } from '#kernel';
import { LOGGER, type Logger } from '#platform';

interface HttpFault {
  readonly statusCode?: number;
}

/**
 * What a plain HTTP route answers when it fails. A fault of the request keeps its status; a bug is logged with its cause
 * under an id, and the caller gets the id alone.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    // GraphQL has its own words for errors: it gets the error as it is.
    if (host.getType<string>() === 'graphql') return error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = error instanceof HttpException ? error.getStatus() : ((error as HttpFault)?.statusCode ?? 500);
    if (status < 500) {
      const message = status === 404 ? 'There is nothing at this address.' : 'The request could not be read.';
      return reply.code(status).send({ code: `HTTP_${status}`, message });
    }
    const errorId = newErrorId();
    this.logger.error({ errorId, err: error }, 'A request failed.');
    return reply
      .code(500)
      .send({ code: 'INTERNAL', message: `Something went wrong. Tell us this id: ${errorId}`, errorId });
  }
}

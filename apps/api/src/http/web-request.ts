import { BadRequestException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CLIENT_ADDRESS_HEADER } from '#identity';

/** A request's headers in the form of the web platform, with the sender's address as our own edge saw it. */
export function webHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  // Set last: what a client claims under this name does not count.
  headers.set(CLIENT_ADDRESS_HEADER, request.ip);
  return headers;
}

/**
 * A request in the form of the web platform. Its body was parsed as JSON before.
 *
 * @throws BadRequestException when what it says about its host makes no address
 */
export function webRequest(request: FastifyRequest): Request {
  const base = `${request.protocol}://${request.host}`;
  if (!URL.canParse(request.url, base)) throw new BadRequestException();
  const url = new URL(request.url, base);
  const withBody = request.method !== 'GET' && request.method !== 'HEAD' && request.body !== undefined;
  return new Request(url, {
    method: request.method,
    headers: webHeaders(request),
    body: withBody ? JSON.stringify(request.body) : undefined,
  });
}

/** Sends an answer of the web platform. Several cookies stay several headers. */
export async function sendWebResponse(response: Response, reply: FastifyReply): Promise<void> {
  reply.code(response.status);
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') reply.header(name, value);
  });
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  await reply.send(response.body ? await response.text() : null);
}

import { All, Controller, NotFoundException, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AUTH_PATH, StaffAuth } from '#identity';
import { sendWebResponse, webRequest } from './web-request.js';

/** Sign-in, sign-out and sessions: all of it is better-auth's. */
@Controller(AUTH_PATH)
export class AuthController {
  constructor(private readonly auth: StaffAuth) {}

  @All('*')
  async handle(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const response = await this.auth.handle(webRequest(request));
    if (!response) throw new NotFoundException();
    await sendWebResponse(response, reply);
  }
}

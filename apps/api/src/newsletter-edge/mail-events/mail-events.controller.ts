import { Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isRefusal, type Refusal } from '#kernel';
import type { TakenEvents } from '#newsletter';
import { sendRefusalJson } from '../answers.js';
import { MailEventIntake } from './intake.js';

/**
 * Where mail servers and providers report bounces and complaints. The answer says only how many were new: never who. There
 * is no rate limit, because a provider tells of thousands from few addresses; each proves itself first.
 */
@Controller('mail-events')
export class MailEventsController {
  constructor(private readonly intake: MailEventIntake) {}

  @Post('report')
  async report(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    answer(reply, await this.intake.report(request.body, request.headers.authorization));
  }

  @Post('postmark')
  async postmark(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    answer(reply, await this.intake.postmark(request.body, request.headers.authorization));
  }

  @Post('mailgun')
  async mailgun(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    answer(reply, await this.intake.mailgun(request.body));
  }

  @Post('ses')
  async ses(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    answer(reply, await this.intake.ses(request.body));
  }
}

function answer(reply: FastifyReply, result: TakenEvents | Refusal): void {
  if (isRefusal(result)) sendRefusalJson(reply, result);
  else {
    const { taken, known } = result;
    reply.status(200).header('cache-control', 'no-store').send({ ok: true, taken, known });
  }
}

import { Controller, Get, Inject, NotFoundException } from '@nestjs/common';
import { DEMO_SIGN_INS, type DemoSignIn } from '#identity';
import { SETTINGS, type Settings } from '#platform';

/** The demo's own people, for the sign-in page and the demo command. Answers 404 wherever this is not the demo. */
@Controller('demo')
export class DemoController {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  @Get('sign-ins')
  signIns(): readonly DemoSignIn[] {
    if (!this.settings.demo) throw new NotFoundException();
    return DEMO_SIGN_INS;
  }
}

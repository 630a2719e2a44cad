import { Global, Module } from '@nestjs/common';
import { SiteFiles } from '#channels';
import { DeliveryModule } from '#delivery';
import { MediaModule } from '#media';
import { LiveSiteFiles } from './live-site-files.js';

/** Gives the channels of this process the sites they write. */
@Global()
@Module({
  imports: [DeliveryModule, MediaModule],
  providers: [{ provide: SiteFiles, useClass: LiveSiteFiles }],
  exports: [SiteFiles],
})
export class StaticSiteModule {}

import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { ViewResolvers } from './views.resolvers.js';

/** The part of the management schema about the lists that people saved. */
@Module({ imports: [EditingModule], providers: [ViewResolvers] })
export class ViewsApiModule {}

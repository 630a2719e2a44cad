import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { TasksModule } from '#tasks';
import { TaskFields, TaskMutations, TaskQueries } from './tasks.resolvers.js';

/** The part of the management schema about work to be done. */
@Module({
  imports: [IdentityModule, TasksModule],
  providers: [TaskFields, TaskMutations, TaskQueries],
})
export class TasksApiModule {}

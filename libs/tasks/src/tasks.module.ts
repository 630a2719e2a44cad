import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { TaskReader } from './persistence/task-reader.js';
import { AssignTask } from './use-cases/assign-task.js';
import { CloseTask } from './use-cases/close-task.js';
import { CompleteTask } from './use-cases/complete-task.js';
import { OpenTask } from './use-cases/open-task.js';

const SERVICES = [AssignTask, CloseTask, CompleteTask, OpenTask, TaskReader];

/** Work that somebody must do about an article. */
@Module({ imports: [IdentityModule], providers: SERVICES, exports: SERVICES })
export class TasksModule {}

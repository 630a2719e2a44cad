export { TaskClosed, TaskEndsWithItsReason } from './domain/refusals.js';
export { TASK_KINDS, type TaskKind, todoOf } from './domain/task-kinds.js';
export { type TaskFilter, type TaskPlace, TaskReader } from './persistence/task-reader.js';
export type { TaskOrder, TaskRow } from './persistence/tasks.js';
export { TasksModule } from './tasks.module.js';
export { AssignTask } from './use-cases/assign-task.js';
export { CloseTask } from './use-cases/close-task.js';
export { CompleteTask } from './use-cases/complete-task.js';
export { OpenTask } from './use-cases/open-task.js';

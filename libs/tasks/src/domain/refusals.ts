import { Refusal } from '#kernel';

export class TaskClosed extends Refusal {
  readonly code = 'TASK_CLOSED';
  readonly message = 'This task was closed meanwhile. Reload the list to see what is still open.';
}

export class TaskEndsWithItsReason extends Refusal {
  readonly code = 'TASK_ENDS_WITH_ITS_REASON';
  readonly message =
    'This task cannot be ticked off: it ends by itself when what it asks for was done. Open the article and do it.';
}

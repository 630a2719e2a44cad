export { colleaguesQuery, type Thread, threadsQuery, useThreads } from './comment-queries';
export { CommentThreads } from './comment-threads';
export { type Passage, passagesOf } from './passages';
export { SelectionAction } from './selection-action';
export { type DraftPlace, placeOfSelection, rangeOfPlace } from './selection-place';
export { showThreadPlace, useCommentMarks } from './use-comment-marks';

export { Clock, FixedClock, SystemClock } from './clock.js';
export { idBytes, idFromBytes, isId, newErrorId, newId } from './ids.js';
export { Recent } from './recent.js';
export { InvalidInput, NotAllowed, NotFound, Refusal } from './refusal.js';
export { expectOk, isRefusal, type Result } from './result.js';
export { contrast, shadesOf } from './shades.js';
export { type Transitions, type TransitionTable, transitions } from './transitions.js';

export type { Fact } from './fact.js';
export { OUTBOX_CHANNEL, Outbox } from './outbox.js';
export { OutboxModule } from './outbox.module.js';
export { type ClaimedEvent, type OutboxDepth, OutboxRelay } from './outbox-relay.js';

export {
  type Actor,
  type ActorOrigin,
  actorId,
  ROLES,
  type Role,
  type StaffActor,
  type SystemActor,
  systemActor,
} from './actor.js';
export { Database, type DatabaseOptions, isPassing, isUniqueViolation, sqlState, type Tx } from './database.js';
export { keepHeapSmall } from './heap.js';
export { Heartbeat, type LiveWorker } from './heartbeat.js';
export { LedgerClock } from './ledger-clock.js';
export { createLogger, type Logger } from './logger.js';
export { migrateDatabase, pendingMigrations } from './migrations/migrate.js';
export { schemaDifference, writeMigration } from './migrations/write-migration.js';
export { LOGGER, PlatformModule, type PlatformOptions, SETTINGS } from './platform.module.js';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './postgres/embedded-postgres.js';
export { freePort } from './postgres/free-port.js';
export { isAlive, stopLeftover, waitForExit } from './postgres/postmaster.js';
export { projectPath } from './project-path.js';
export { createQueueDriver } from './queue/create-queue-driver.js';
export { within } from './queue/deadline.js';
export {
  type Handle,
  type JobWorker,
  QUEUE_NAMES,
  type QueueDriver,
  type ReceivedJob,
  UnusableJob,
} from './queue/driver.js';
export {
  DEFAULT_ATTEMPTS,
  defineJob,
  type JobContext,
  type JobDefinition,
  type JobHandler,
  type JobRequest,
  type QueueName,
  type Sweep,
} from './queue/job.js';
export { openText, type Seal, sealText } from './sealed-text.js';
export {
  type AssistSettings,
  readSettings,
  type S3Settings,
  type Settings,
  SettingsError,
} from './settings/settings.js';

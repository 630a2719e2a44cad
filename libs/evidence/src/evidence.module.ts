import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { SETTINGS, type Settings } from '#platform';
import { TasksModule } from '#tasks';
import { CheckReference } from './jobs/check-reference.js';
import { EvidenceSweep } from './jobs/evidence-sweep.js';
import { References } from './persistence/references.js';
import { ReferenceShelf } from './persistence/shelf.js';
import { ReferenceStatusSource } from './sources/reference-status-source.js';
import { Registers } from './sources/registers.js';
import { AddReference } from './use-cases/add-reference.js';
import { RecordStatus } from './use-cases/record-status.js';
import { StateReference } from './use-cases/state-reference.js';

const SERVICES = [
  AddReference,
  CheckReference,
  EvidenceSweep,
  RecordStatus,
  References,
  ReferenceShelf,
  StateReference,
];
const registers = {
  provide: ReferenceStatusSource,
  inject: [SETTINGS],
  useFactory: (settings: Settings) => new Registers(settings),
};

/** The sources that articles rest on, shared between them, and what became of them. */
@Module({
  imports: [IdentityModule, OutboxModule, TasksModule],
  providers: [...SERVICES, registers],
  exports: [...SERVICES, ReferenceStatusSource],
})
export class EvidenceModule {}

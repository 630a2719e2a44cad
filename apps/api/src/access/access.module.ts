import { Module } from '@nestjs/common';
import { DeliveryModule } from '#delivery';
import { IdentityModule } from '#identity';
import { KeyDoor } from './key-door.js';

/** Who may ask the public endpoints for what. */
@Module({ imports: [DeliveryModule, IdentityModule], providers: [KeyDoor], exports: [KeyDoor] })
export class AccessModule {}

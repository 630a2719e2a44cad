import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type BatchCounts, type BatchFileRow, ImportBatches } from '#importing';

/** What a list of uploads is asked for. */
export interface UploadBatches {
  readonly importBatchFiles: DataLoader<string, BatchFileRow[]>;
  readonly importBatchCounts: DataLoader<string, BatchCounts>;
}

/** Makes the loaders of uploads for one request: one statement for all of a list. */
@Injectable()
export class UploadLoaders {
  constructor(private readonly batches: ImportBatches) {}

  create(): UploadBatches {
    const { batches } = this;
    return {
      importBatchFiles: new DataLoader<string, BatchFileRow[]>(async (ids) => {
        const found = await batches.filesOf(ids);
        return ids.map((id) => found.get(id)!);
      }),
      importBatchCounts: new DataLoader<string, BatchCounts>(async (ids) => {
        const found = await batches.countsOf(ids);
        return ids.map((id) => found.get(id)!);
      }),
    };
  }
}

import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { RevisionRow } from '#editing';
import { RevisionPages } from '../../preview/revision-pages.js';

@Resolver('Revision')
export class RevisionHtmlFields {
  constructor(private readonly pages: RevisionPages) {}

  @ResolveField('html')
  html(@Parent() revision: RevisionRow): Promise<string> {
    return this.pages.reading(revision);
  }
}

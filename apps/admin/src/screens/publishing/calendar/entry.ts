import type { PublishingCalendarQuery } from '../../../gql/operations';

/** One thing that is planned: a text, or a release of several. */
export type Entry = PublishingCalendarQuery['publishingCalendar'][number];

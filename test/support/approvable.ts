import { build } from '#document';

/** What a text needs before the checks let it be approved: a source that it cites, and when to get help. */
export const REFERENCES = [
  { key: 'care', kind: 'pmid' as const, pmid: '34719942', title: 'Low back pain guideline', year: 2021 },
];

/** The blocks that cite `REFERENCES` and say when to get help, with every sign that the checks look for. */
export function approvable() {
  return [
    build.p(build.cite('care', 'Most people feel better when they keep moving'), '.'),
    build.redFlags(
      { urgency: 'now' },
      build.p('Call 911 or go to an emergency department now if you have:'),
      build.ul('numbness between your legs', 'trouble passing urine', 'weakness in both legs'),
    ),
  ];
}

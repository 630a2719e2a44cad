import type { DemoSignIn } from '#identity';
import type { Settings } from '#platform';

export interface Welcome {
  readonly settings: Settings;
  readonly inbox: boolean;
  readonly signIns: readonly DemoSignIn[];
  readonly seconds: number;
  readonly logDir: string;
}

/** The table of what runs where, for the terminal. */
export function welcome({ settings, inbox, signIns, seconds, logDir }: Welcome): string {
  const { publicUrl, sitePort, inboxPort } = settings;
  const places: [string, string][] = [
    ['Admin', publicUrl],
    ['Management GraphQL', `${publicUrl}/graphql`],
    ['Delivery GraphQL', `${publicUrl}/delivery/graphql`],
    ['Clinic site', `http://localhost:${sitePort}`],
  ];
  if (inbox) places.push(['Inbox', `http://localhost:${inboxPort}`]);
  const width = Math.max(...signIns.map((person) => person.email.length), 0);
  const people = signIns.map((person): [string, string] => [
    person.role,
    `${person.email.padEnd(width)}  ${person.password}`,
  ]);
  return [
    '',
    `Carepress is ready after ${seconds.toFixed(1)} s.`,
    '',
    ...places.map(row),
    ...(people.length > 0 ? ['', '  Sign in to the demo clinic as', ...people.map(row)] : []),
    '',
    `Ctrl-C stops all of it. The logs are in ${logDir}.`,
    '',
  ].join('\n');
}

function row([name, value]: [string, string]): string {
  return `  ${name.padEnd(20)}${value}`;
}

/** A month of the calendar, such as `2027-03`. */
export type Month = string;

const DAY_MS = 86_400_000;

/** The month before or after. */
export function stepMonth(month: Month, step: 1 | -1): Month {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
}

/** The weeks that a month touches, each with seven days such as `2027-03-01`, from Monday on. */
export function weeksOf(month: Month): string[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const monday = first.getTime() - ((first.getUTCDay() + 6) % 7) * DAY_MS;
  const weeks: string[][] = [];
  for (let at = monday; weeks.length === 0 || new Date(at).toISOString().slice(0, 7) === month; at += 7 * DAY_MS) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((day) => new Date(at + day * DAY_MS).toISOString().slice(0, 10)));
  }
  return weeks;
}

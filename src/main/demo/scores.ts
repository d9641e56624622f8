import { type Actor, addDays, addMonths, type Day, day, dayOf, isRefusal, startOfDay, toInstant } from '#kernel';
import type { RunStep } from '#platform/demo';

type Scoring = { readonly run: RunStep; readonly head: Actor; readonly supervisor: Actor; readonly now: number };

const HOUR = 3_600_000;

/** The months of the last whole quarter and last month, each handed in by one and signed by another; then the quarter. */
export async function tellScores(scoring: Scoring): Promise<void> {
  const thisMonth = day(`${dayOf(toInstant(scoring.now)).slice(0, 7)}-01`);
  const quarter = addMonths(thisMonth, -((Number(thisMonth.slice(5, 7)) - 1) % 3));
  const months = [-3, -2, -1].map((each) => addMonths(quarter, each));
  // A city filled in the first months of its work has no quarter behind it.
  let isWhole = true;
  for (const month of months) isWhole = (await tellMonth(scoring, month)) && isWhole;
  if (thisMonth !== quarter) await tellMonth(scoring, addMonths(thisMonth, -1));
  if (isWhole)
    await tellQuarter(scoring, addMonths(quarter, -1), Math.min(scoring.now - HOUR, startOfDay(addDays(quarter, 12))));
}

/** @returns whether there was anything to score */
function tellMonth({ run, head, supervisor, now }: Scoring, first: Day): Promise<boolean> {
  const month = first.slice(0, 7);
  const at = Math.min(now - HOUR, startOfDay(addMonths(first, 1)) + 9 * HOUR);
  return unlessRefused(async () => {
    const proposed = await run({ at, actor: supervisor, operation: 'appraisal.propose', input: { month } });
    const input = { month, run: (proposed as { run: string }).run };
    await run({ at: at + HOUR, actor: head, operation: 'appraisal.freeze', input });
  });
}

function tellQuarter({ run, head, supervisor }: Scoring, last: Day, at: number): Promise<boolean> {
  const period = `${last.slice(0, 4)}-Q${Number(last.slice(5, 7)) / 3}`;
  return unlessRefused(async () => {
    const seen = await run({ at, actor: supervisor, operation: 'appraisal.period', input: { period } });
    const input = { period, hash: (seen as { hash: string }).hash };
    await run({ at, actor: supervisor, operation: 'appraisal.put-forward', input });
    await run({ at: at + HOUR, actor: head, operation: 'appraisal.publish', input });
  });
}

async function unlessRefused(tell: () => Promise<unknown>): Promise<boolean> {
  try {
    await tell();
    return true;
  } catch (thrown) {
    if (isRefusal(thrown)) return false;
    throw thrown;
  }
}

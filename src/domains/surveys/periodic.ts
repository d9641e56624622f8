import { addDays, type Call, type Day, dayOf, isRefusal, toInstant } from '#kernel';
import { announceSurvey, formsOf } from './announce.ts';
import type { Population, SurveyPorts } from './ports.ts';

const USUAL = { total: 200, least: 5, days: 20 };

/** 2026年10月, 2026年第4季度, 2026年. */
export function periodFor(every: 'month' | 'quarter' | 'year', on: Day): string {
  const [year, month] = [on.slice(0, 4), Number(on.slice(5, 7))];
  if (every === 'month') return `${year}年${month}月`;
  return every === 'quarter' ? `${year}年第${Math.floor((month + 2) / 3)}季度` : `${year}年`;
}

/** Announces what is due: each form once in its period. The seed stays with people; a frame that is too small waits. */
export async function announceDue(ports: SurveyPorts, call: Call): Promise<number> {
  const today = dayOf(toInstant(call.now)) as Day;
  let announced = 0;
  for (const { form } of await formsOf(ports, call.tenant)) {
    if (!form.every) continue;
    const period = periodFor(form.every, today);
    if (await ports.store.periodOf(call.tenant, form.id, period)) continue;
    const population: Population = form.after
      ? { kind: 'matters', loop: form.after, from: addDays(today, -92), to: today }
      : { kind: 'registry' };
    try {
      const { total, least, days } = USUAL;
      const closes = addDays(today, days);
      await announceSurvey(ports, call, {
        ...{ form: form.id, period, population, strata: 'region' as const, total, least, closes },
        capped: true,
      });
      announced += 1;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  return announced;
}

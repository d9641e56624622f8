import type { PlanSheet, SheetMeasure } from '../plans/plan-sheet.ts';

const YEAR = /(?<!\d)(?:19|20)\d\d(?=\s*年|〕|］|\]|-\d\d-\d\d)/g;

/** A four-digit year stays four digits, so every span still points at its place. */
export const shiftText = (text: string, years: number): string =>
  text.replace(YEAR, (year) => String(Number(year) + years));

/** 29 February becomes the 28th in a year that has none. */
function shiftDay(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years;
  const shifted = `${year}${day.slice(4)}`;
  const isReal = new Date(`${shifted}T00:00:00Z`).toISOString().startsWith(shifted);
  return isReal ? shifted : `${year}-02-28`;
}

/**
 * A copy of a plan as if it had been issued some years later, for demonstrations: texts, limits and source move alike.
 * It is marked 演示 and carries no document number, since nobody issued it.
 *
 * @example shiftYears(sheet, 5).title // '【演示】衢州市打造中国营商环境最优城市2026年实施方案'
 */
export function shiftYears(sheet: PlanSheet, years: number): PlanSheet {
  const day = (value: string | null | undefined): string | null => (value ? shiftDay(value, years) : null);
  return {
    ...sheet,
    title: `【演示】${shiftText(sheet.title, years)}`,
    documentNumber: null,
    year: sheet.year ? sheet.year + years : sheet.year,
    issuedDay: day(sheet.issuedDay),
    issuedOn: day(sheet.issuedDay),
    validity: null,
    validUntilDay: day(sheet.validUntilDay),
    tasks: sheet.tasks.map((task) => ({
      ...task,
      title: shiftText(task.title, years),
      measures: task.measures.map((measure) => shiftMeasure(measure, years)),
    })),
    source: { ...sheet.source, text: shiftText(sheet.source.text, years) },
  };
}

function shiftMeasure(measure: SheetMeasure, years: number): SheetMeasure {
  const { due } = measure;
  const { id: _, ...rest } = measure;
  return {
    ...rest,
    text: shiftText(measure.text, years),
    due: { ...due, text: shiftText(due.text, years), ...(due.date ? { date: shiftDay(due.date, years) } : {}) },
    targets: measure.targets.map((each) => ({
      ...each,
      text: shiftText(each.text, years),
      ...(each.clause ? { clause: shiftText(each.clause, years) } : {}),
    })),
  };
}

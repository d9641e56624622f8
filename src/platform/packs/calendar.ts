import { z } from 'zod';
import { buildCalendar, CalendarData, CalendarOverride, CalendarSource, isRefusal } from '#kernel';
import type { Finding } from './finding.ts';
import { type Layer, placeOf, readLayer } from './layer.ts';
import { checkYaml, type YamlFile } from './yaml-file.ts';

/** A layer's part of the calendar: years that no earlier layer has, its own hours, and days it decided for itself. */
const CalendarPart = CalendarData.partial().extend({
  businessHours: CalendarData.shape.businessHours.unwrap().optional(),
  overrides: z
    .array(CalendarOverride.extend({ source: CalendarSource }))
    .optional()
    .describe('地方自定的日子，须写明出处；没有核实的标 assumed: true'),
});
type CalendarPart = z.infer<typeof CalendarPart>;

const WORDS = [...Object.keys(CalendarPart.shape), ...Object.keys(CalendarOverride.shape), 'holidays', 'rest', 'work'];

export type MergedCalendar = { readonly value?: CalendarData; readonly findings: readonly Finding[] };

/**
 * Lays a city's calendar files over the national ones. A year that is there already stays as the notice has it: a city
 * says what it decided for itself as `overrides`, each with its reason and source.
 */
export function mergeCalendars(layers: readonly Layer[]): MergedCalendar {
  const files = layers.flatMap((each) => each.yaml.filter((yaml) => placeOf(yaml).startsWith('calendar/')));
  const findings: Finding[] = [];
  let merged: CalendarPart = {};
  for (const yaml of files.filter((each) => each.findings.length === 0)) {
    const { value, findings: found } = checkYaml(yaml, CalendarPart, WORDS);
    findings.push(...found);
    if (!value) continue;
    findings.push(...saidTwice(yaml, merged, value));
    merged = lay(merged, value);
  }
  const last = files.at(-1);
  if (!last || findings.length > 0) return { findings };
  const whole = CalendarData.safeParse(merged);
  if (!whole.success) return { findings: [last.at([], '日历里一个年度都没有：请写上 years')] };
  return { value: whole.data, findings: unbuildable(whole.data, last) };
}

function lay(base: CalendarPart, { years = [], overrides = [], ...rest }: CalendarPart): CalendarPart {
  const known = new Set(base.years?.map((each) => each.year));
  return {
    ...base,
    ...rest,
    years: [...(base.years ?? []), ...years.filter((each) => !known.has(each.year))],
    overrides: [...(base.overrides ?? []), ...overrides],
  };
}

function saidTwice(yaml: YamlFile, base: CalendarPart, part: CalendarPart): readonly Finding[] {
  const years = new Set(base.years?.map((each) => each.year));
  const days = new Set(base.overrides?.map((each) => each.day));
  const twice = (part.years ?? []).flatMap(({ year }, at) =>
    years.has(year)
      ? [yaml.at(['years', at], `${year} 年的放假安排基础包里已有，不能改写；本地自定的日子请写在 overrides 里`)]
      : [],
  );
  const again = (part.overrides ?? []).flatMap(({ day }, at) => {
    const known = days.has(day);
    days.add(day);
    return known ? [yaml.at(['overrides', at], `${day} 写了两次，请只留一处`)] : [];
  });
  return [...twice, ...again];
}

/** What only shows when the whole is put together: a gap between years, a day out of its year, bad hours. */
function unbuildable(data: CalendarData, file: YamlFile): readonly Finding[] {
  try {
    buildCalendar(data);
    return [];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return [file.at([], [error.parts.what, error.parts.todo].filter(Boolean).join('；'))];
  }
}

/** The calendar of these layers alone, for commands that need no more of a city. */
export async function loadCalendar(folder: string, names: readonly string[]): Promise<MergedCalendar> {
  return mergeCalendars(await Promise.all(names.map((name) => readLayer(folder, name, /^calendar\//))));
}

import { z } from 'zod';
import { type Call, Day, refuse } from '#kernel';
import { PERIOD } from '../collect/periods.ts';
import { todayOf } from '../events/window.ts';
import { cityName } from './places.ts';
import { MOST_OF } from './sheet.ts';

export const Id = z.string().min(1).max(64);
export const Period = z.string().max(10).regex(PERIOD, '期间写作 2026、2026-H1、2026-Q3 或 2026-09');
export const Year = z.string().regex(/^(?:19|20|21)\d{2}$/u, '年份写作 2025');
export const City = z.string().trim().min(2, '城市名称至少两个字').max(MOST_OF.city);
export const CITIES = 6;

/** `上海,南京`: what an address can carry. */
export const Cities = z
  .string()
  .max(300)
  .optional()
  .transform((text = '') => [
    ...new Set(
      text
        .split(/[,，、]/u)
        .map(cityName)
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(City).max(CITIES, `最多并排 ${CITIES} 个城市`));

export const Asked = z.object({
  scheme: Id.optional().describe('指标方案；写了下级项可以不写'),
  node: Id.optional().describe('只看方案里这一项下面的指标'),
  year: Year.optional().describe('不写为去年'),
  cities: Cities.describe('城市，用逗号隔开；不写为数据最多的几个'),
});

export const yearOf = ({ now }: Call, year: string | undefined): string =>
  year ?? String(Number(todayOf(now).slice(0, 4)) - 1);

export const Entry = z.strictObject({
  city: City,
  indicator: Id,
  period: Period,
  value: z.number().min(-1e15).max(1e15),
  source: z.string().trim().min(4, '写明文件或网页的名称').max(MOST_OF.source),
  sourceDay: Day,
  link: z
    .url({ protocol: /^https?$/u, error: '网址以 http 开头' })
    .max(MOST_OF.link)
    .optional(),
  why: z.string().trim().max(MOST_OF.why).optional().describe('更正已有的数时必写'),
});

export const noValue = () =>
  refuse({
    code: 'benchmarks.none',
    kind: 'not-found',
    what: '这个城市在这个期间没有录过这个数',
    todo: '请从对标表里打开',
  });

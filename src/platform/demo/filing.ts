import { dayOf, type WorkingCalendar } from '#kernel';
import type { Enterprise } from '#platform/registry';
import type { DemoCity } from './demo-city.ts';
import { pickShare } from './make-enterprises.ts';
import type { AppealSeed } from './schema.ts';
import type { Pen } from './step.ts';

type Way = 'portal' | 'visit' | 'grid' | 'hotline-12345' | 'police-110' | 'office' | 'panel' | 'deputies' | 'leader';

const WAYS: readonly { readonly way: Way; readonly share: number }[] = [
  { way: 'portal', share: 50 },
  { way: 'visit', share: 8 },
  { way: 'grid', share: 11 },
  { way: 'hotline-12345', share: 15 },
  { way: 'police-110', share: 1 },
  { way: 'office', share: 5 },
  { way: 'panel', share: 4 },
  { way: 'deputies', share: 3 },
  { way: 'leader', share: 3 },
];

export type Filing = {
  readonly key: string;
  readonly seed: Pick<AppealSeed, 'title' | 'body' | 'category'>;
  readonly enterprise: Enterprise;
  readonly calendar: WorkingCalendar;
};

/** Somebody tells: the enterprise itself, or whoever heard it. Says for which enterprise, if it is known. */
export function fileAppeal(city: DemoCity, pen: Pen, filing: Filing): { readonly enterprise?: string } {
  const { key, seed, enterprise } = filing;
  const { way } = pickShare(WAYS, pen.random);
  const keep = { as: key, from: 'id' };
  const body = worded(seed.body, enterprise, pen);
  const told = {
    title: seed.title,
    body,
    category: seed.category,
    region: enterprise.region,
    place: enterprise.address,
  };
  const mine = { enterprise: enterprise.id };
  const officer = city.gridOfficer(enterprise.id);
  if (way === 'portal') {
    pen.write(city.firm(enterprise.id), 'appeals.file', told, keep);
    return mine;
  }
  if (way === 'visit' && officer) {
    const visit = {
      enterprise: enterprise.id,
      mood: pen.random.pick(['slow', 'hard']),
      problem: { body, category: seed.category },
    };
    pen.write(officer, 'visits.add', visit, { as: key, from: 'appeal.id' });
    return mine;
  }
  if ((way === 'grid' || way === 'visit') && officer) {
    pen.write(officer, 'appeals.file', { ...told, onBehalfOf: enterprise.id }, keep);
    return mine;
  }
  if (way === 'hotline-12345' && pen.random.chance(0.4)) {
    const caller = { contactName: `${pen.random.pick(city.seeds.names.surnames)}女士`, contactPhone: phone(pen) };
    pen.write(city.official('qz-hotline', 'hotline'), 'appeals.file', { ...told, ...caller, channel: way }, keep);
    return {};
  }
  const [unit, role] = TELLERS[way] ?? ['qz-biz-office', 'dispatcher'];
  pen.write(
    city.official(unit, role),
    'appeals.file',
    { ...told, onBehalfOf: enterprise.id, channel: channelOf(way) },
    keep,
  );
  return mine;
}

const TELLERS: Partial<Record<Way, readonly [string, string]>> = {
  'hotline-12345': ['qz-hotline', 'hotline'],
  'police-110': ['qz-hotline', 'hotline'],
  panel: ['qz-federation-industry', 'observer'],
};
const channelOf = (way: Way): string => (way === 'visit' ? 'grid' : way);

const phone = ({ random }: Pen): string => `1380000${String(random.int(1000, 9999))}`;

function worded(text: string, { address = '厂区' }: Enterprise, pen: Pen): string {
  const month = Number(dayOf(pen.at()).slice(5, 7));
  const before = ((month + 10 - pen.random.int(0, 2)) % 12) + 1;
  return text
    .replaceAll('〔地点〕', address.replace(/ .*/, ''))
    .replaceAll('〔月〕', String(before))
    .replaceAll('〔数〕', String(pen.random.pick([2, 3, 4, 5, 6, 8, 12, 15, 18, 20, 25, 30, 40])));
}

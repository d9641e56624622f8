import { type Day, day } from '#kernel';
import type { Post, Region, RegistrySnapshot, Relation, Unit } from './types.ts';

export const start: Day = day('2020-01-01');

export const unit = (id: string, name: string, more: Partial<Unit> = {}): Unit => ({
  id,
  name,
  kind: 'department',
  parent: 'city',
  level: 1,
  region: '330800',
  aliases: [],
  sections: [],
  members: [],
  settings: { needsReview: false, needsApproval: false },
  validFrom: start,
  ...more,
});

export const regions: readonly Region[] = [
  { code: '330800', name: '衢州市', parent: '330000' },
  { code: '330000', name: '浙江省', parent: null },
  { code: '330825', name: '龙游县', parent: '330800' },
  { code: '330881', name: '江山市', parent: '330800' },
];

export const units: readonly Unit[] = [
  unit('city', '市政府', { kind: 'city', parent: null }),
  unit('office', '市营商办', { kind: 'office', dispatches: '330800' }),
  unit('labour', '市人力社保局', { fullName: '衢州市人力资源和社会保障局', aliases: ['市人社局'] }),
  unit('finance', '市财政局'),
  unit('customs', '衢州海关'),
  unit('state-assets', '市国资委'),
  unit('urban', '市城投集团', { kind: 'company', parent: 'state-assets', aliases: ['城投集团'] }),
  unit('longyou', '龙游县', { kind: 'county', level: 2, region: '330825' }),
  unit('jiangshan', '江山市', { kind: 'county', level: 2, region: '330881' }),
  unit('longyou-office', '龙游县营商办', {
    kind: 'office',
    parent: 'longyou',
    level: 2,
    region: '330825',
    guidedBy: 'office',
    dispatches: '330825',
  }),
  unit('departments', '市级有关部门', {
    kind: 'group',
    parent: null,
    aliases: ['市级各有关部门'],
    where: { level: 1, kind: ['department', 'office'] },
  }),
  unit('counties', '各县（市、区）', { kind: 'group', parent: null, members: ['longyou', 'jiangshan'] }),
];

export const post = (id: string, person: string, of: string, more: Partial<Post> = {}): Post => ({
  id,
  person,
  unit: of,
  role: 'liaison',
  validFrom: start,
  ...more,
});

export const relation = (id: string, kind: string, subject: string, object: string, more: Partial<Relation> = {}) => ({
  id,
  kind,
  subject,
  object,
  validFrom: start,
  ...more,
});

export const snapshot: RegistrySnapshot = { units, posts: [], regions, relations: [] };

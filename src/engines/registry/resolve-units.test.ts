import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '#kernel';
import { organisationOn } from './organisation.ts';
import { snapshot, unit, units } from './registry.fixture.ts';
import { nameIndex, resolveUnits } from './resolve-units.ts';

const index = nameIndex(organisationOn(snapshot, day('2026-09-01')));
const unitsOf = (name: string) => resolveUnits(index, [name]).resolved[0]?.units;

describe('names of units', () => {
  test('short form, full form, alias, with and without the city in front mean the same unit', () => {
    for (const name of ['市人力社保局', '人力社保局', '市人社局', '衢州市人社局', '衢州市人力资源和社会保障局'])
      expect(unitsOf(name), name).toEqual(['labour']);
    expect(unitsOf('财政局')).toEqual(['finance']);
    expect(unitsOf('市海关')).toEqual(['customs']);
  });

  test('width, blanks and the shape of brackets do not count', () => {
    for (const name of ['各县（市、区）', '各县(市、区)', '各县〔市、区〕', '各县 (市,区)', '各县（市.区）'])
      expect(unitsOf(name), name).toEqual(['longyou', 'jiangshan']);
  });

  test('a unit in the bracket joins the one before it', () => {
    expect(unitsOf('市国资委〔城投集团〕')).toEqual(['state-assets', 'urban']);
  });

  test('a group means its members of the day, a new department included', () => {
    const later = nameIndex(
      organisationOn(
        { ...snapshot, units: [...units, unit('data', '市数据局', { validFrom: day('2027-01-01') })] },
        day('2027-02-01'),
      ),
    );
    expect(unitsOf('市级各有关部门')).not.toContain('data');
    expect(resolveUnits(later, ['市级各有关部门']).resolved[0]?.units).toContain('data');
  });

  test('an unknown name is kept and the nearest are proposed', () => {
    const { resolved, unknown } = resolveUnits(index, ['市人力社保厅', '天外来客']);
    expect(resolved).toEqual([]);
    expect(unknown[0]).toEqual({ name: '市人力社保厅', nearest: [expect.objectContaining({ id: 'labour' })] });
    expect(unknown[1]).toEqual({ name: '天外来客', nearest: [] });
  });

  test('a shortened form that fits two units is not guessed', () => {
    const twins = [...units, unit('a', '市协作中心'), unit('b', '衢州协作中心')];
    const unsure = nameIndex(organisationOn({ ...snapshot, units: twins }, day('2026-09-01')));
    expect(resolveUnits(unsure, ['协作中心']).resolved).toEqual([]);
    expect(resolveUnits(unsure, ['市协作中心']).resolved[0]?.id).toBe('a');
  });

  test('every name comes back once, resolved or unknown, whatever is asked', () => {
    const name = fc.oneof(fc.constantFrom(...units.map((each) => each.name)), fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(name), (names) => {
        const { resolved, unknown } = resolveUnits(index, names);
        expect([...resolved, ...unknown].map((each) => each.name).sort()).toEqual([...new Set(names)].sort());
        expect(resolved.every((each) => each.units.length > 0)).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAttribution, readAttribution } from './attribution.ts';
import { isGroupName, splitUnits } from './units.ts';

const context = { year: 2021, issuedOn: null };
const read = (inside: string) => {
  const { lead, responsible, due } = readAttribution(inside, context);
  return [lead, responsible, due?.date ?? null];
};

describe('who and until when, in the forms that plans use', () => {
  it.each([
    ['市发改委、市住建局，市级有关部门', ['市发改委'], ['市住建局', '市级有关部门'], null],
    ['X牵头，Y、Z按职责分工负责', ['X'], ['Y', 'Z'], null],
    ['牵头单位：X；责任单位：Y；6月底前完成', ['X'], ['Y'], '2021-06-30'],
    ['牵头单位:X,责任单位:Y、Z,完成时限:年底前', ['X'], ['Y', 'Z'], '2021-12-31'],
    ['责任单位：市甲局、市乙局', ['市甲局'], ['市乙局'], null],
    ['市营商办牵头', ['市营商办'], [], null],
    ['由市甲局、市乙局牵头，市丙局配合，9月底前', ['市甲局', '市乙局'], ['市丙局'], '2021-09-30'],
    ['市甲局、市乙局按职责分工负责', ['市甲局'], ['市乙局'], null],
    ['市甲局负责，市乙局配合', ['市甲局'], ['市乙局'], null],
    ['市金融办会同市人行负责', ['市金融办'], ['市人行'], null],
    ['由市甲局牵头，会同市乙局、市丙局负责，10月20日前完成', ['市甲局'], ['市乙局', '市丙局'], '2021-10-20'],
    ['牵头领导：张三；牵头单位：市甲局；配合单位：各乡镇（街道）', ['市甲局'], ['各乡镇（街道）'], null],
    ['市商务局、市残疾人联合会', ['市商务局'], ['市残疾人联合会'], null],
    ['市国资委〔城投集团〕，各县（市、区）', ['市国资委〔城投集团〕'], ['各县（市、区）'], null],
  ])('%s', (inside, lead, responsible, due) => expect(read(inside)).toEqual([lead, responsible, due]));

  it('says when the lead is only the first in order', () => {
    expect(readAttribution('市甲局、市乙局', context).leadByOrder).toBe(true);
    expect(readAttribution('市甲局牵头，市乙局负责', context).leadByOrder).toBe(false);
  });

  it('tells attributions from other brackets', () => {
    for (const inside of ['市甲局、市乙局', '市营商办牵头', '责任单位：某某中心'])
      expect(isAttribution(inside, true, context)).toBe(true);
    for (const inside of ['团队', '政务服务综合窗口办事员', '一', '试点', '2021年版'])
      expect(isAttribution(inside, false, context)).toBe(false);
  });
});

describe('a list of units', () => {
  it('is parted at every mark in use, never inside a bracket', () => {
    expect(splitUnits('市甲局、市乙局，市丙局,市丁局；市戊局;市己局 市庚局\n市辛局')).toHaveLength(8);
    expect(splitUnits('市级各有关部门，各县（市、区）、各县〔市、区〕')).toEqual([
      '市级各有关部门',
      '各县（市、区）',
      '各县〔市、区〕',
    ]);
    expect(splitUnits('市“六治六提”作风建设工作专班、市级有关部门')).toHaveLength(2);
  });

  it('mends a name broken by a line end', () =>
    expect(splitUnits('市交通运\n输局、智造新城')).toEqual(['市交通运输局', '智造新城']));

  it('parts at 和 only between names', () => {
    expect(splitUnits('市教育局和市公安局')).toEqual(['市教育局', '市公安局']);
    expect(splitUnits('市人力资源和社会保障局')).toEqual(['市人力资源和社会保障局']);
  });

  it('is empty where a dash says nobody', () =>
    expect([splitUnits('—'), splitUnits('无'), splitUnits('')]).toEqual([[], [], []]));

  it('gives back the names it was made of', () => {
    const name = fc
      .tuple(
        fc.constantFrom('市', '县', '区'),
        fc.constantFrom('财政', '住建', '商务', '和平', '城管'),
        fc.nat({ max: 99 }),
        fc.constantFrom('局', '委', '办', '中心'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 9 }),
        fc.constantFrom('、', '，', ',', '；', ';', '\n', ' '),
        (names, mark) => {
          expect(splitUnits(names.join(mark))).toEqual(names);
        },
      ),
    );
  });

  it('knows groups from single units', () => {
    for (const name of [
      '市级各有关部门',
      '市级有关部门',
      '各县（市、区）',
      '各县〔市、区〕',
      '各有关单位',
      '市级各有关单位',
      '各县（市、区）政府',
    ])
      expect(isGroupName(name)).toBe(true);
    for (const name of ['市营商办', '财政局', '智造新城管委会', '全年', '市供电公司'])
      expect(isGroupName(name)).toBe(false);
  });
});

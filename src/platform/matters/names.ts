import type { Directory } from '#engines/matters';
import { maskPhone } from './mask.ts';

/** A code list of a pack: 类别、渠道、定级 … */
export type CodeList = ReadonlyMap<string, string>;

/** How codes and ids are said to people. */
export type Names = {
  readonly code: (list: string, code: string) => { readonly code: string; readonly title: string };
  readonly unit: (id: string) => { readonly id: string; readonly name: string };
  readonly person: (id: string) => { readonly id: string; readonly name: string };
  readonly enterprise: (id: string) => { readonly id: string; readonly name: string };
  /** What somebody wrote, as this reader may see it. */
  readonly said: (text: string) => string;
};

export type NameSources = {
  readonly directory: Directory;
  readonly lists: (list: string) => CodeList | undefined;
  readonly people: ReadonlyMap<string, string>;
  readonly enterprises: ReadonlyMap<string, string>;
};

const SUBJECT = 'subject:';

export const namesFrom = ({ directory, lists, people, enterprises }: NameSources): Names => ({
  code: (list, code) => ({ code, title: lists(list)?.get(code) ?? code }),
  unit: (id) =>
    id.startsWith(SUBJECT)
      ? { id, name: enterprises.get(id.slice(SUBJECT.length)) ?? '反映人' }
      : { id, name: directory.unit(id)?.name ?? id },
  person: (id) => ({ id, name: id === 'system' ? '系统' : (people.get(id) ?? '工作人员') }),
  enterprise: (id) => ({ id, name: enterprises.get(id) ?? id }),
  said: (text) => text,
});

const FORM = /(?:股份|集团|责任)?有限(?:责任)?公司$/;
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/g;

/** The same for a reader who must not learn who the enterprise is, also where it named itself or left a telephone number. */
export const withoutSubject = (names: Names, enterprise: string | undefined): Names => ({
  ...names,
  said: hider(enterprise === undefined ? undefined : names.enterprise(enterprise).name),
  unit: (id) => (id.startsWith(SUBJECT) ? { id: 'subject', name: '反映人' } : names.unit(id)),
  enterprise: () => ({ id: 'subject', name: '反映人' }),
});

/** Takes the names of a firm, telephone numbers too, out of what somebody wrote. */
export function hider(name: string | undefined): (text: string) => string {
  const known = shortNames(name).filter((each) => each.length >= 4);
  return (text) => known.reduce((left, each) => left.replaceAll(each, '反映人'), text).replace(PHONE, maskPhone);
}

/** A firm speaks of itself without the place in front of its name; how long that is, nobody knows: rather too much. */
const LONGEST_PLACE = 6;

/** Longest first: 衢州三衢特种纸有限公司, 衢州三衢特种纸, 三衢特种纸. */
const shortNames = (name = ''): readonly string[] => {
  const base = name.replace(FORM, '');
  return [name, ...Array.from({ length: LONGEST_PLACE + 1 }, (_, at) => base.slice(at))];
};

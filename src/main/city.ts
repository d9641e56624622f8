import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DISPUTE_CHECKS } from '#domains/enterprises';
import {
  COLLECT_CALLS,
  COLLECT_CHECKS,
  EVALUATION_CALLS,
  EVALUATION_CHECKS,
  type EvaluationPack,
} from '#domains/evaluation';
import { type BankFormat, readBankFormats } from '#domains/funds';
import { FairRules, type Library, POLICY_CHECKS, policyFindingText, readLibrary } from '#domains/policies';
import { LOOP_CALLS, LOOP_CHECKS } from '#domains/quality';
import { type Finding, loadLoop } from '#engines/matters';
import { type FactCatalogue, factCatalogueOf } from '#engines/registry';
import { buildCalendar, type CalendarData, refuse, type WorkingCalendar } from '#kernel';
import type { Roles } from '#platform/access';
import { loadPacks, type Pack } from '#platform/packs';
import type { PublishedLoop } from '#storage';
import { type CitySettings, provenSettings } from './city-settings.ts';
import { provenEvaluation } from './evaluation-pack.ts';

export const BANK_FORMATS = 'funds/bank-formats';
export const PACKS = fileURLToPath(new URL('../../packs', import.meta.url));

/** A city as its packs say it: what the site starts from. */
export type City = {
  readonly id: string;
  readonly name: string;
  /** Where its packs lie. */
  readonly folder: string;
  readonly pack: Pack;
  readonly settings: CitySettings;
  readonly calendar: WorkingCalendar;
  /** What it was built from: years, their notices, local days. */
  readonly calendarData: CalendarData;
  readonly loops: readonly PublishedLoop[];
  readonly roles: Roles;
  readonly lists: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Every fact of an enterprise that rules and tables may name. */
  readonly facts: FactCatalogue;
  /** Indicators of events, schemes, the map of tiles. */
  readonly evaluation: EvaluationPack;
  /** Policies of the packs, every clause read and every case proved. */
  readonly policies: Library;
  readonly fairRules: FairRules;
  /** How each bank wants its files. */
  readonly bankFormats: ReadonlyMap<string, BankFormat>;
  /** The trade's own words, for cutting text. */
  readonly dictionary: string;
};

/** Loads base, the city and, for a demo, the demo layer. */
export async function loadCity(folder: string, name: string, demo: boolean): Promise<City> {
  const pack = await loadPacks(folder, ['base', name, ...(demo ? ['demo'] : [])]);
  const data = pack.calendar;
  if (!data)
    throw refuse({
      code: 'packs.no-calendar',
      kind: 'invalid',
      what: '资源包里没有节假日日历',
      todo: '请补上 packs/base/calendar',
    });
  return {
    id: name,
    folder,
    name: pack.layers.find((each) => each.kind === 'city')?.title ?? name,
    pack,
    settings: provenSettings(pack),
    calendar: buildCalendar(data),
    calendarData: data,
    loops: provenLoops(pack),
    lists: listsOf(pack),
    roles: Object.fromEntries(pack.roles.map(({ id, ...role }) => [id, role])),
    facts: factCatalogueOf(pack.facts, pack.factGroups),
    policies: provenPolicies(pack),
    fairRules: FairRules.parse(pack.other['fair-competition']),
    evaluation: provenEvaluation(pack),
    bankFormats: provenBankFormats(pack),
    dictionary: await readFile(`${folder}/base/dictionary.txt`, 'utf8'),
  };
}

/** Publishing is proving: a loop with findings stops the start, with every finding. */
function provenLoops(pack: Pack): readonly PublishedLoop[] {
  const loops = pack.loops.map((each) => each.loop);
  return pack.loops.map(({ text, file }) => {
    const { definition, version, findings } = loadLoop(text, file, aroundLoops(loops));
    if (definition && findings.length === 0) return { definition, version };
    throw refuse({
      code: 'packs.loop',
      kind: 'invalid',
      what: `${file} 有 ${findings.length} 处不能发布`,
      why: findings.map(loopFinding).join('\n'),
      todo: '请按行改正，可用 clearway check packs/ 复查',
    });
  });
}

/** A policy that does not read, or a case that comes out otherwise, stops the start. */
function provenPolicies(pack: Pack): Library {
  const { library, findings } = readLibrary(pack.policies, pack.facts);
  const errors = findings.filter((each) => each.severity === 'error');
  if (errors.length === 0) return library;
  throw refuse({
    code: 'packs.policy',
    kind: 'invalid',
    what: `政策文件有 ${errors.length} 处错误`,
    why: errors.slice(0, 20).map(policyFindingText).join('\n'),
    todo: '请按行改正，可用 clearway check packs/ 复查',
  });
}

function provenBankFormats(pack: Pack): City['bankFormats'] {
  const { formats, findings } = readBankFormats(pack.other[BANK_FORMATS]);
  if (findings.length === 0) return formats;
  throw refuse({
    code: 'packs.bank-formats',
    kind: 'invalid',
    what: `银行文件格式有 ${findings.length} 处错误`,
    why: findings.join('\n'),
    todo: '请改正，可用 clearway check packs/ 复查',
  });
}

/** What a loop may name outside itself. */
export const aroundLoops = (loops: readonly string[]) => ({
  loops,
  checks: [
    ...Object.keys(LOOP_CHECKS),
    ...EVALUATION_CHECKS,
    ...Object.keys(COLLECT_CHECKS),
    ...POLICY_CHECKS,
    ...DISPUTE_CHECKS,
  ],
  calls: [...Object.keys(LOOP_CALLS), ...EVALUATION_CALLS, ...Object.keys(COLLECT_CALLS)],
});

/** `quzhou/loops/x.yaml:12:7 moves.assign.to：没有环节 handlng，是不是想写 handling？`, as for any other pack file. */
export const loopFinding = ({ file = '', line = 1, column = 1, path, message }: Finding): string =>
  `${file}:${line}:${column} ${path === '' ? '' : `${path}：`}${message}`;

function listsOf(pack: Pack): City['lists'] {
  const lists = new Map<string, Map<string, string>>();
  for (const [name, list] of Object.entries(pack.lists))
    lists.set(name, new Map(list.items.map((each) => [each.code, each.title])));
  return lists;
}

export const versionOf = async (): Promise<string> => {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
};

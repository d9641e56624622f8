import { cellReader, type FactDefinition, packedRow } from '#engines/registry';
import { dayOf, isRefusal, type Refusal, refuse, toInstant } from '#kernel';
import type { EnterprisePorts } from './enterprise-ports.ts';
import { codesFor } from './list-lookup.ts';
import type { FactSource } from './ports.ts';
import type { Vocabulary } from './row-reader.ts';
import { type Showing, shownText } from './views.ts';

type Stated = { readonly fact: FactDefinition; readonly value: string };

type StatedFacts = {
  readonly enterprise: string;
  /** By key, as people write them. */
  readonly facts: Readonly<Record<string, string>>;
  readonly source: FactSource;
};

/**
 * States facts of one firm with their source. A value that cannot be read is kept in the title of the source, without
 * effect: it is not tried for ever.
 */
export async function stateFacts(
  { facts: store, vocabulary }: Pick<EnterprisePorts, 'facts' | 'vocabulary'>,
  tenant: string,
  now: number,
  { enterprise, facts, source }: StatedFacts,
): Promise<void> {
  const read = Object.entries(facts).map(([key, written]) => readStated(vocabulary(), key, written, now));
  const good = read.flatMap((each) => (isRefusal(each) ? [] : [each]));
  const odd = good.length < read.length ? `，写法无法识别：${Object.values(facts).join('、')}` : '';
  const no = await store.newSource(tenant, { ...source, title: source.title + odd });
  if (good.length === 0) return;
  const rows = [
    packedRow(
      enterprise,
      good.map(({ value }) => value),
    ),
  ];
  await store.merge(tenant, { source: no, keys: good.map(({ fact }) => fact.key), rows, now });
}

type Asked = Readonly<Record<'key' | 'written' | 'todo', string>> & { readonly shown?: string; readonly now: number };

const notAValue = (what: string, why: string, todo: string): Refusal =>
  refuse({ code: 'facts.not-a-value', kind: 'invalid', what, why, todo });

/** What people write as the value of a fact, read as an import would read it; or why it is none. */
export function readStated(
  { catalogue, lists, sections }: Vocabulary,
  key: string,
  written: string,
  now: number,
): Stated | Refusal {
  const fact = catalogue.byKey.get(key);
  if (!fact) return refuse({ code: 'facts.none', kind: 'not-found', what: `事实目录里没有“${key}”` });
  const codes = fact.codeList ? { codes: codesFor(fact, lists, sections) } : {};
  const value = cellReader(fact, { ...codes, today: dayOf(toInstant(now)) })(written);
  if (value === null)
    return notAValue(
      `没有写明“${fact.name}”应为多少`,
      `“${written}”不是一个数据`,
      '请写明应为多少，说不准的请写在依据里',
    );
  if (typeof value !== 'string') return notAValue(`“${fact.name}”不能是“${written}”`, value.why, value.todo);
  return { fact, value };
}

/**
 * Refuses what is no value of the fact, and what says the same as what stands.
 *
 * @param shown what stands, as people read it
 */
export function mustDiffer(vocabulary: Vocabulary, showing: Showing, { key, written, shown, todo, now }: Asked): void {
  const stated = readStated(vocabulary, key, written, now);
  if (isRefusal(stated)) throw stated;
  if (shown !== undefined && shownText(stated.fact, stated.value, showing) === shown)
    throw notAValue(`“${stated.fact.name}”现在就是“${shown}”`, '写的和现有数据一样', todo);
}

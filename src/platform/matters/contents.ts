import { type ContentRef, type Field, type Inputs, isRef, type LoopDefinition, type Move } from '#engines/matters';
import type { IdSource } from '#kernel';
import type { SealedContent, Vault } from './ports.ts';

export type Split<T> = {
  readonly kept: T;
  readonly sealed: readonly SealedContent[];
  readonly texts: readonly string[];
};

/** Free text that the loop does not call public, and whatever it calls personal. */
const isFreeText = ({ type, public: open, personal }: Field, definition: LoopDefinition): boolean =>
  (type === 'text' || type === 'longtext') && (personal === true || !(open || !definition.private));

/** Puts the free text of a move's input apart, also that inside corrected fields: the event gets references. */
export function splitInput(
  definition: LoopDefinition,
  move: Move,
  input: Inputs,
  vault: Vault,
  ids: IdSource,
): Split<Inputs> {
  const free = new Set(
    move.needs.filter((each) => each.type === 'text' || each.type === 'longtext').map((each) => each.name),
  );
  const said = split(input, (name) => free.has(name), vault, ids);
  const corrected = move.needs.find((each) => each.type === 'fields')?.name;
  const fields = corrected === undefined ? undefined : input[corrected];
  if (corrected === undefined || typeof fields !== 'object' || fields === null || Array.isArray(fields)) return said;
  const inner = splitByName(definition, fields as Inputs, vault, ids);
  return {
    kept: { ...said.kept, [corrected]: inner.kept },
    sealed: [...said.sealed, ...inner.sealed],
    texts: [...said.texts, ...inner.texts],
  };
}

/** Personal fields do not become search words: whoever may search must not find out by guessing. */
function splitByName(definition: LoopDefinition, given: Inputs, vault: Vault, ids: IdSource): Split<Inputs> {
  const byName = new Map(definition.fields.map((each) => [each.name, each]));
  const isFree = (name: string): boolean => {
    const field = byName.get(name);
    return field !== undefined && isFreeText(field, definition);
  };
  const { kept, sealed } = split(given, isFree, vault, ids);
  const texts = Object.entries(given).flatMap(([name, value]) =>
    typeof value === 'string' && !byName.get(name)?.personal ? [value] : [],
  );
  return { kept, sealed, texts };
}

export type SplitFields = Split<{ readonly fields: Inputs; readonly contents: Readonly<Record<string, ContentRef>> }>;

/** Puts the free text of a new matter apart. */
export function splitFields(definition: LoopDefinition, given: Inputs, vault: Vault, ids: IdSource): SplitFields {
  const { kept, sealed, texts } = splitByName(definition, given, vault, ids);
  const refs = new Set(sealed.map((each) => each.id));
  const fields: Record<string, unknown> = {};
  const contents: Record<string, ContentRef> = {};
  for (const [name, value] of Object.entries(kept)) {
    if (isRefTo(value, refs)) contents[name] = value;
    else fields[name] = value;
  }
  return { kept: { fields, contents }, sealed, texts };
}

const isRefTo = (value: unknown, refs: ReadonlySet<string>): value is ContentRef => isRef(value) && refs.has(value.ref);

function split(input: Inputs, isFree: (name: string) => boolean, vault: Vault, ids: IdSource): Split<Inputs> {
  const kept: Record<string, unknown> = {};
  const sealed: SealedContent[] = [];
  const texts: string[] = [];
  for (const [name, value] of Object.entries(input)) {
    if (!isFree(name)) {
      kept[name] = value;
      continue;
    }
    // Anything but text here would be a reference of the caller's own making.
    if (typeof value !== 'string' || value.trim() === '') continue;
    const content = vault.seal(name, value.trim(), ids());
    sealed.push(content);
    texts.push(value);
    kept[name] = { ref: content.id, commitment: content.commitment } satisfies ContentRef;
  }
  return { kept, sealed, texts };
}

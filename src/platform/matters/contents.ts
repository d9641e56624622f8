import type { ContentRef, Inputs, LoopDefinition, Move } from '#engines/matters';
import type { IdSource } from '#kernel';
import type { SealedContent, Vault } from './ports.ts';

export type Split<T> = {
  readonly kept: T;
  readonly sealed: readonly SealedContent[];
  readonly texts: readonly string[];
};

/** Puts the free text of a move's input apart: the event gets references. */
export function splitInput(move: Move, input: Inputs, vault: Vault, ids: IdSource): Split<Inputs> {
  const free = new Set(
    move.needs.filter((each) => each.type === 'text' || each.type === 'longtext').map((each) => each.name),
  );
  return split(input, (name) => free.has(name), vault, ids);
}

export type SplitFields = Split<{ readonly fields: Inputs; readonly contents: Readonly<Record<string, ContentRef>> }>;

/** Puts the free text of a new matter apart, except fields that the loop declares public. */
export function splitFields(definition: LoopDefinition, given: Inputs, vault: Vault, ids: IdSource): SplitFields {
  const free = new Set(
    definition.fields
      .filter((each) => (each.type === 'text' || each.type === 'longtext') && !(each.public || !definition.private))
      .map((each) => each.name),
  );
  const { kept, sealed, texts } = split(given, (name) => free.has(name), vault, ids);
  const fields: Record<string, unknown> = {};
  const contents: Record<string, ContentRef> = {};
  for (const [name, value] of Object.entries(kept)) {
    if (free.has(name)) contents[name] = value as ContentRef;
    else fields[name] = value;
  }
  const open = Object.values(fields).filter((each): each is string => typeof each === 'string');
  return { kept: { fields, contents }, sealed, texts: [...texts, ...open] };
}

function split(input: Inputs, isFree: (name: string) => boolean, vault: Vault, ids: IdSource): Split<Inputs> {
  const kept: Record<string, unknown> = {};
  const sealed: SealedContent[] = [];
  const texts: string[] = [];
  for (const [name, value] of Object.entries(input)) {
    if (!isFree(name) || typeof value !== 'string' || value.trim() === '') {
      if (!(isFree(name) && value === '')) kept[name] = value;
      continue;
    }
    const content = vault.seal(name, value.trim(), ids());
    sealed.push(content);
    texts.push(value);
    kept[name] = { ref: content.id, commitment: content.commitment } satisfies ContentRef;
  }
  return { kept, sealed, texts };
}

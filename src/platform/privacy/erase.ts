import type { IdSource } from '#kernel';
import type { DefinitionBook, RunPorts, Vault } from '#platform/matters';
import type { Erased, Erasing, PrivacyStore } from './ports.ts';

export type ErasePorts = Pick<RunPorts, 'tokens'> & {
  readonly store: PrivacyStore;
  readonly vault: Vault;
  readonly book: DefinitionBook;
  readonly ids: IdSource;
};

const ERASED_FILE = '（附件已按保存期限删除）';

/** Erases content of one matter; what remains of it is all that search still finds. */
export async function eraseContents(
  ports: ErasePorts,
  tenant: string,
  erasing: Omit<Erasing, 'fileName'>,
): Promise<Erased> {
  const fileName = ports.vault.sealBytes(Buffer.from(ERASED_FILE, 'utf8'));
  const erased = await ports.store.erase(tenant, { ...erasing, fileName });
  if (erased.contents.length > 0) await reduceTokens(ports, tenant, erasing.matter);
  return erased;
}

async function reduceTokens({ store, vault, book, tokens }: ErasePorts, tenant: string, matter: string): Promise<void> {
  const found = await store.remaining(tenant, matter);
  if (!found) return;
  const { state, contents } = found;
  const { fields } = book.at(tenant, state.loop, state.version);
  const personal = new Set(fields.filter((each) => each.personal).map((each) => each.name));
  const texts = [
    ...contents.filter((each) => !personal.has(each.kind)).map((each) => vault.open(each.cipher)),
    ...Object.values(state.fields).filter((each): each is string => typeof each === 'string'),
  ];
  await store.replaceTokens(tenant, matter, [
    ...new Set([...texts.flatMap((each) => tokens(each)), state.number.toLowerCase()]),
  ]);
}

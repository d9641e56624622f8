import type { Claim } from '#domains/policies';
import type { ReadPorts } from '#platform/matters';

type Ended = Pick<Claim, 'enterprise'> & { readonly matter: string };

/** Why a matter ended as it did: the ground that was picked and what was written to it, as the applicant may read it. */
export async function endingOf(
  { reader, book, vault }: Pick<ReadPorts, 'reader' | 'book' | 'vault'>,
  tenant: string,
  { matter, enterprise }: Ended,
): Promise<string | undefined> {
  const reading = { tenant, principals: [`enterprise:${enterprise}`] };
  const found = await reader.get(reading, matter);
  if (!found) return undefined;
  const [events, contents] = await Promise.all([reader.events(reading, matter), reader.contents(reading, matter)]);
  const end = events.findLast((each) => 'outcome' in each.data && each.data.outcome !== undefined);
  if (!end || !('input' in end.data)) return undefined;
  const { ground, note } = end.data.input as { readonly ground?: unknown; readonly note?: { readonly ref?: string } };
  const { loop, version } = found.state;
  const title = book.at(tenant, loop, version).refusals.find((each) => each.ground === ground)?.title;
  const cipher = note?.ref ? contents.get(note.ref) : undefined;
  const said = [title, cipher ? vault.open(cipher).trim() : undefined].filter(Boolean).join('：');
  return said ? said.slice(0, 500) : undefined;
}

import { canonicalJson, refuse, sha256, sha256Hasher } from '#kernel';
import type { SeedOrigin } from './schema.ts';

/**
 * What a party publishes before the draw; the secret comes after. It binds the party's name, so that nobody can copy
 * another's commitment.
 */
export const commitmentOf = (party: string, secret: string): string => sha256(canonicalJson({ party, secret }));

/**
 * The seed, 64 hex digits. In a ceremony it is the hash of all secrets by party and of the later public value: it is
 * fair as long as one party chose its secret honestly.
 * @throws Refusal `draw.commitment` when a secret is not what was committed to, `draw.party` when a party stands twice
 */
export function seedOf(origin: SeedOrigin): string {
  if (origin.kind === 'given') return origin.value;
  const secrets = origin.contributions.map(({ party, secret }) => ({ party, secret })).sort(byParty);
  const twice = secrets.find(({ party }, at) => party === secrets[at - 1]?.party);
  if (twice) throw refuse({ code: 'draw.party', kind: 'invalid', what: `“${twice.party}”提交了两次种子` });
  for (const { party, secret, commitment } of origin.contributions)
    if (commitmentOf(party, secret) !== commitment)
      throw refuse({
        code: 'draw.commitment',
        kind: 'invalid',
        what: `“${party}”公开的种子与其承诺不符`,
        todo: '请核对；若确已更改，须以公开理由重新公告',
      });
  return sha256(canonicalJson({ secrets, publicValue: origin.publicValue ?? null }));
}

export const commitmentsOf = (
  origin: SeedOrigin,
): readonly { readonly party: string; readonly commitment: string }[] =>
  origin.kind === 'given'
    ? []
    : origin.contributions.map(({ party, commitment }) => ({ party, commitment })).sort(byParty);

/**
 * A ticket is HMAC-SHA-256(seed, subject), 64 hex digits; the key is the seed's text. Equal length makes comparing
 * the text the same as comparing the integers. The smallest tickets win.
 */
export const ticketOf = (seed: string, ...subject: readonly string[]): string =>
  sha256Hasher.hmac(seed, subject.join('|'));

export type Ticket = { readonly code: string; readonly ticket: string };

/** Everyone by ticket, smallest first. */
export function rankByTicket(seed: string, prefix: readonly string[], codes: readonly string[]): Ticket[] {
  return codes
    .map((code) => ({ code, ticket: ticketOf(seed, ...prefix, code) }))
    .sort((a, b) => (a.ticket < b.ticket ? -1 : 1));
}

const byParty = (a: { readonly party: string }, b: { readonly party: string }): number => (a.party < b.party ? -1 : 1);

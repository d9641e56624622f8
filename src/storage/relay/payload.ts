import { z } from 'zod';

/** What one process tells the others: who should look again, and at what. Never content. */
export type Told = {
  readonly to: { readonly tenant: string; readonly principals: readonly string[] };
  readonly message: { readonly topic: string; readonly [field: string]: string | number | boolean };
};

const Payload = z.object({
  from: z.string(),
  told: z.object({
    to: z.object({ tenant: z.string(), principals: z.array(z.string()) }),
    message: z.object({ topic: z.string() }).catchall(z.union([z.string(), z.number(), z.boolean()])),
  }),
});

/** PostgreSQL takes less than 8000 bytes. */
const MOST = 7_500;

/** As many payloads as it takes: long lists of principals are cut in two until they fit. */
export function packed(from: string, told: Told): readonly string[] {
  const payload = JSON.stringify({ from, told });
  const { principals } = told.to;
  if (Buffer.byteLength(payload) <= MOST) return [payload];
  if (principals.length < 2) return [];
  const half = Math.ceil(principals.length / 2);
  return [principals.slice(0, half), principals.slice(half)].flatMap((part) =>
    packed(from, { ...told, to: { ...told.to, principals: part } }),
  );
}

/** Anybody who may connect may notify: what is not ours is passed over. */
export function unpacked(payload: string): { readonly from?: string; readonly told?: Told } {
  try {
    return Payload.parse(JSON.parse(payload)) as { from: string; told: Told };
  } catch {
    return {};
  }
}

import type { AtomBits } from './atom-bits.ts';
import { WORDS } from './bits.ts';
import { type MatchPlan, ZEROS } from './plan.ts';
import { placeOf, type Ref, type Signal } from './signals.ts';

/** Where the true bits and the false bits of a reference lie. */
export type Place = { readonly words: Int32Array; readonly yes: number; readonly no: number };

const both2 = (out: Int32Array, yes: number, no: number, a: Place, b: Place): void => {
  const [x, xt, xf] = [a.words, a.yes, a.no];
  const [y, yt, yf] = [b.words, b.yes, b.no];
  for (let i = 0; i < WORDS; i += 1) {
    out[yes + i] = (x[xt + i] as number) & (y[yt + i] as number);
    out[no + i] = (x[xf + i] as number) | (y[yf + i] as number);
  }
};

const both3 = (out: Int32Array, yes: number, no: number, a: Place, b: Place, c: Place): void => {
  const [x, xt, xf] = [a.words, a.yes, a.no];
  const [y, yt, yf] = [b.words, b.yes, b.no];
  const [z, zt, zf] = [c.words, c.yes, c.no];
  for (let i = 0; i < WORDS; i += 1) {
    out[yes + i] = (x[xt + i] as number) & (y[yt + i] as number) & (z[zt + i] as number);
    out[no + i] = (x[xf + i] as number) | (y[yf + i] as number) | (z[zf + i] as number);
  }
};

/** The gates of one block: scratch for each, and where to find any reference. */
export type GateBits = {
  readonly run: (atoms: AtomBits) => void;
  readonly place: (ref: Ref, atoms: AtomBits) => Place;
};

const numberGates = (signals: readonly Signal[]): { readonly at: readonly number[]; readonly count: number } => {
  let count = 0;
  const at = signals.map((signal) => (signal.kind === 'and' ? count++ : -1));
  return { at, count };
};

/** Scratch for one worker, used again for block after block. */
export const gatesFor = (plan: MatchPlan): GateBits => {
  const gates = numberGates(plan.signals);
  const scratch = new Int32Array(gates.count * 2 * WORDS);
  const place = (ref: Ref, atoms: AtomBits): Place => {
    const at = placeOf(ref);
    const signal = plan.signals[at];
    const found =
      signal?.kind === 'and'
        ? { words: scratch, yes: (gates.at[at] ?? 0) * 2 * WORDS, no: ((gates.at[at] ?? 0) * 2 + 1) * WORDS }
        : slotPlace(plan, signal, atoms);
    return ref & 1 ? { words: found.words, yes: found.no, no: found.yes } : found;
  };
  const run = (atoms: AtomBits): void => {
    for (const [at, signal] of plan.signals.entries())
      if (signal.kind === 'and') {
        const out = (gates.at[at] ?? 0) * 2 * WORDS;
        runGate(
          scratch,
          out,
          signal.inputs.map((ref) => place(ref, atoms)),
        );
      }
  };
  return { run, place };
};

const slotPlace = (plan: MatchPlan, signal: Signal | undefined, { words, at }: AtomBits): Place => {
  if (signal?.kind !== 'atom') return { words, yes: at + ZEROS * WORDS, no: at + ZEROS * WORDS };
  const slot = plan.slotOf[signal.atom] ?? ZEROS;
  return { words, yes: at + slot * WORDS, no: at + (slot + 1) * WORDS };
};

const runGate = (out: Int32Array, at: number, inputs: readonly Place[]): void => {
  const own: Place = { words: out, yes: at, no: at + WORDS };
  const [a = own, b = own, c] = inputs;
  if (c) both3(out, own.yes, own.no, a, b, c);
  else both2(out, own.yes, own.no, a, b);
  for (let i = 3; i < inputs.length; i += 2) {
    const [x = own, y] = inputs.slice(i, i + 2);
    if (y) both3(out, own.yes, own.no, own, x, y);
    else both2(out, own.yes, own.no, own, x);
  }
};

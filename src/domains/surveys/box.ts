import type { Answers } from './form.ts';

/** One answered sheet: the stratum and what was said; no time, no order, no name. */
export type Sheet = { readonly stratum: string; readonly answers: Answers };

/** The length of a sealed box says nothing of the answer that was put in last. */
const STEP = 16_384;

/** A whole number below `below`, each as likely, from random bytes. */
function below(limit: number, random: (size: number) => Uint8Array): number {
  // 48 bits over at most a few thousand places: the lean towards small numbers is beyond measuring.
  const value = random(6).reduce((sum, each) => sum * 256 + each, 0);
  return Math.floor((value / 2 ** 48) * limit);
}

/** Puts a sheet in and shuffles the whole box, so that place says nothing of time. */
export function dropIn(sheets: readonly Sheet[], sheet: Sheet, random: (size: number) => Uint8Array): readonly Sheet[] {
  const all = [...sheets, sheet];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = below(at + 1, random);
    const [a, b] = [all[at], all[other]];
    if (a && b) [all[at], all[other]] = [b, a];
  }
  return all;
}

export const boxText = (sheets: readonly Sheet[]): string => {
  const text = JSON.stringify(sheets);
  return text.padEnd(
    Math.ceil((Buffer.byteLength(text) + 1) / STEP) * STEP - (Buffer.byteLength(text) - text.length),
    ' ',
  );
};

export const boxSheets = (text: string): readonly Sheet[] => JSON.parse(text) as readonly Sheet[];

import { type Flow, sliceFlow, trimFlow } from './flow.ts';
import { readMarker } from './headings.ts';

/** A numbered piece of a passage; number null where none is printed. */
export type MeasurePiece = { readonly number: number | null; readonly flow: Flow };

type Cut = {
  readonly at: number;
  readonly length: number;
  readonly number: number;
  readonly form: string;
  readonly opens: boolean;
};

const formOf = (text: string): string =>
  /^[（(]/.test(text) ? 'bracket' : /^[①-⑳]/.test(text) ? 'circle' : /^\d+\s*[）)]/.test(text) ? 'half' : 'dot';

/** Places where a piece could begin: at the start of a line, or right after a full stop. */
function findCuts(text: string): Cut[] {
  return [...text.matchAll(/(?<=^|\n|[。；;！])[ \t]*(?=[（(]\s*\d{1,3}\s*[）)]|\d{1,2}\s*[.．、）)]|[①-⑳])/g)].flatMap(
    (found) => {
      const at = found.index + found[0].length;
      const marker = readMarker(text.slice(at));
      if (marker === null || marker.level < 3) return [];
      const opens = at === 0 || text[at - 1] === '\n' || found.index === 0;
      return [{ at, length: marker.length, number: marker.number, form: formOf(text.slice(at)), opens }];
    },
  );
}

/** The cuts that really part measures: of one form, and inside a line only when they count on. */
function chooseCuts(text: string): Cut[] {
  const cuts = findCuts(text);
  const first = cuts[0];
  if (first === undefined || text.slice(0, first.at).trim() !== '') return [];
  const chosen: Cut[] = [];
  for (const cut of cuts) {
    const previous = chosen.at(-1);
    if (cut.form !== first.form) continue;
    if (previous === undefined || cut.opens || cut.number === previous.number + 1) chosen.push(cut);
  }
  return chosen;
}

/**
 * Splits a cell or passage at （1）… （2）…; several sentences under one number stay one measure.
 * Without a marker in front it is one measure.
 */
export function splitMeasures(flow: Flow): MeasurePiece[] {
  const cuts = chooseCuts(flow.text);
  if (cuts.length === 0) return [{ number: null, flow: trimFlow(flow) }];
  return cuts.map((cut, i) => ({
    number: cut.number,
    flow: trimFlow(sliceFlow(flow, cut.at + cut.length, cuts[i + 1]?.at ?? flow.text.length)),
  }));
}

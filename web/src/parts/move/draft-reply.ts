import type { MatterDetail, Move, TimelineEntry } from '../../api/types/index.ts';

type Told = Pick<MatterDetail, 'timeline'>;

const last = ({ timeline }: Told, type: string): TimelineEntry | undefined =>
  [...timeline].sort((a, b) => b.seq - a.seq).find((entry) => entry.type === type && entry.text !== undefined);

/** What the person who gives his verdict has to read first: the draft, or the request for more time. */
export function judged(matter: Told, move: Pick<Move, 'needs'>): TimelineEntry | undefined {
  const verdict = move.needs.find((need) => need.name === 'verdict')?.options;
  if (!verdict) return undefined;
  return last(matter, verdict.some((option) => option.code === 'pass') ? 'draft' : 'request-extension');
}

/** A draft that was signed is the reply, and what a section reports upward; nobody types it twice. */
export function prefilled(matter: Told, move: Pick<Move, 'move' | 'needs'>): Readonly<Record<string, unknown>> {
  const draft = last(matter, 'draft');
  const name = move.move === 'report' ? 'note' : 'reply';
  const reply = draft && move.needs.some((need) => need.name === name) ? { [name]: draft.text } : {};
  return { ...onlyChoices(move), ...reply };
}

/** What must be answered and has one answer is answered. */
function onlyChoices({ needs }: Pick<Move, 'needs'>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    needs.flatMap(({ name, type, required, options = [] }) =>
      required && type === 'code' && options.length === 1 ? [[name, options[0]?.code]] : [],
    ),
  );
}

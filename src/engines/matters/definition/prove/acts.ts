import type { Act, LoopDefinition, Move } from '../schema.ts';
import { flaws, type Path, type Rule } from './rule.ts';

/** What an act cannot do without. */
const ASKS: Readonly<Partial<Record<Act, readonly string[]>>> = {
  assign: ['unit'],
  transfer: ['unit'],
  refuse: ['ground'],
  'co-handle': ['units'],
  answer: ['kind'],
  review: ['verdict'],
  approve: ['verdict'],
  verify: ['outcome'],
  rate: ['grade'],
  'request-extension': ['amount'],
  'decide-extension': ['verdict'],
  shelve: ['review'],
  instruct: ['units', 'due'],
  grade: ['grade'],
  amend: ['fields'],
  merge: ['into'],
  link: ['matter'],
};

/** Every act gets what it asks for, and what it leans on is there. */
export const acts: Rule = (definition) => {
  const { add, found } = flaws('act');
  for (const [name, move] of Object.entries(definition.moves)) {
    const at = ['moves', name];
    const isAsked = move.by.some((each) => each !== 'system');
    for (const need of isAsked ? (ASKS[move.act] ?? []) : [])
      if (!move.needs.some((each) => each.name === need))
        add([...at, 'needs'], `“${move.title}”须填写 ${need}，needs 里没有它`);
    for (const missing of leansOn(definition, move)) add(at, `“${move.title}”${missing}`);
    checkOutcomes(move, at, add);
  }
  return found;
};

function leansOn(definition: LoopDefinition, { act, suspend }: Move): readonly string[] {
  const lacks = (when: boolean, what: string): readonly string[] => (when ? [what] : []);
  return [
    ...lacks(act === 'refuse' && definition.refusals.length === 0, '：没有列出不予受理的理由和救济途径（refusals）'),
    ...lacks(act === 'grade' && definition.grading.length === 0, '：没有定级办法（grading）'),
    ...lacks(act === 'shelve' && !suspend, '须写明按哪个事由中止计时（suspend）'),
    ...lacks(
      (act === 'co-handle' || act === 'instruct' || act === 'answer') && !definition.obligation,
      '：没有设置会办答复的时限（obligation）',
    ),
  ];
}

/** Where the target depends on the outcome, every option leads somewhere. */
function checkOutcomes(move: Move, at: Path, add: (path: Path, message: string) => void): void {
  if (typeof move.to !== 'object') return;
  const need = move.needs.find((each) => each.name === 'outcome') ?? move.needs.find((each) => each.name === 'verdict');
  if (!need?.required || !need.options) {
    add([...at, 'needs'], `“${move.title}”按结论去向不同，须有必填的 outcome 和它的选项`);
    return;
  }
  const codes = need.options.map((each) => each.code);
  const targets = Object.keys(move.to);
  for (const code of codes.filter((each) => !targets.includes(each)))
    add([...at, 'to'], `“${move.title}”的结论 ${code} 没有写明去向`);
  for (const target of targets.filter((each) => !codes.includes(each)))
    add([...at, 'to', target], `“${move.title}”没有结论 ${target} 这个选项`);
}

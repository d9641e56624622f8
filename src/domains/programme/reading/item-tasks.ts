import { type Attribution, isAttribution, readAttribution } from './attribution.ts';
import { findBrackets } from './brackets.ts';
import { buildMeasure, type Doubt, type MeasureFacts } from './build-measure.ts';
import type { DateContext } from './dates.ts';
import { emptyFlow, type Flow, joinFlows, sliceFlow, spanOfFlow, trimFlow } from './flow.ts';
import type { Mapped } from './mapped.ts';
import type { Node } from './outline.ts';
import { type Item, splitHeading } from './sections.ts';
import type { Inheritable, MeasureDraft, Span } from './types.ts';

type Said = Attribution & { readonly span: Span };
type Passage = { readonly flow: Flow; readonly said: Said | null; readonly several: boolean };
type Tools = { readonly mapped: Mapped; readonly context: DateContext };

const KEYED_LINE =
  /(?:^|\n)(?:牵头|责任|配合|协办|主办|承办|主责|完成)(?:责任)?(?:单位|部门|时间|时限)[：:][^。\n]*(?:[。\n][^。\n]{0,3}(?:牵头|责任|配合|完成)[^。\n]*)*。?$/;

const unique = (names: readonly string[]): string[] => [...new Set(names)];

/** Two brackets about one passage: （牵头单位：X）（责任单位：Y）, or one after each sentence. */
function merge(a: Said, b: Said): Said {
  const named = [a, b].filter(({ leadByOrder }) => !leadByOrder);
  const lead = unique((named.length > 0 ? named : [a]).flatMap((one) => one.lead));
  const responsible = unique([a, b].flatMap((one) => [...one.lead, ...one.responsible])).filter(
    (name) => !lead.includes(name),
  );
  return {
    lead,
    responsible,
    due: a.due ?? b.due,
    leadByOrder: named.length === 0,
    span: [Math.min(a.span[0], b.span[0]), Math.max(a.span[1], b.span[1])],
  };
}

/** Takes the attribution out of a passage: brackets (the last one at its end), or a closing line 责任单位：…. */
function takeAttribution({ mapped, context }: Tools, flow: Flow): Passage {
  const line = KEYED_LINE.exec(flow.text);
  if (line !== null) {
    const said = { ...readAttribution(line[0], context), span: spanOfFlow(mapped, flow, line.index, flow.text.length) };
    return { flow: trimFlow(sliceFlow(flow, 0, line.index)), said, several: false };
  }
  const found = findBrackets(flow.text).filter(({ start, end, inside }) => {
    const atEnd = /^[\s。；;]*$/.test(flow.text.slice(end));
    return isAttribution(inside, atEnd || /[。；]\s*$/.test(flow.text.slice(Math.max(0, start - 3), start)), context);
  });
  const last = found.at(-1);
  if (last === undefined) return { flow, said: null, several: false };
  const read = found.map(({ start, end, inside }) => ({
    ...readAttribution(inside, context),
    span: spanOfFlow(mapped, flow, start, end),
  }));
  const trailing = /^[\s。；;]*$/.test(flow.text.slice(last.end));
  let from = last.start;
  for (const { start, end } of found.toReversed()) if (flow.text.slice(end, from).trim() === '') from = start;
  return {
    flow: trailing ? trimFlow(sliceFlow(flow, 0, from)) : flow,
    said: read.reduce(merge),
    several: found.some(({ end }) => flow.text.slice(end, from).trim() !== '' && end < from),
  };
}

/** What stands above a measure: its item's heading, the measure before it, the part's heading. */
type Above = { readonly said: Said; readonly from: string; readonly weight: number };

function toFacts(passage: Passage, number: number, above: Above | null): MeasureFacts {
  const own = passage.said;
  const inherited: Inheritable[] = [];
  const doubts: Doubt[] = [];
  const said = own !== null && own.lead.length > 0 ? own : above?.said;
  if (said !== undefined && said !== own && above !== null) {
    inherited.push('lead');
    if (said.responsible.length > 0) inherited.push('responsible');
    doubts.push({ note: `未单独标注责任单位，沿用${above.from}`, weight: above.weight });
  }
  if (said?.leadByOrder) doubts.push({ note: '原文未注明“牵头”，按惯例取排在第一的单位', weight: 0.1 });
  if (passage.several) doubts.push({ note: '一项之内有多处责任标注，已合并，可按需拆分', weight: 0.15 });
  const due = own?.due ?? (said === own ? null : (said?.due ?? null));
  if (due !== null && own?.due == null) inherited.push('due');
  return {
    number,
    flow: passage.flow,
    lead: said?.lead ?? [],
    responsible: said?.responsible ?? [],
    due,
    inherited,
    evidence: {
      ...(said === undefined ? {} : { lead: said.span, responsible: said.span }),
      ...(due === null || said === undefined ? {} : { due: (own?.due == null ? said : own).span }),
    },
    doubts,
  };
}

export type ItemTask = {
  readonly number: number;
  readonly title: string;
  readonly measures: readonly Omit<MeasureDraft, 'key'>[];
  readonly span: Span;
};

/** Heading of a node without its attribution bracket. */
export function readHeading(
  tools: Tools,
  node: Node,
): { readonly title: Flow; readonly rest: Flow; readonly said: Said | null } {
  const { title, rest } = splitHeading(node);
  const taken = takeAttribution(tools, title);
  return { title: trimFlow(taken.flow, '。：:'), rest, said: taken.said };
}

/** （1）（2） under an item are its measures. A bracket after the last of them speaks for those before it too. */
function readMeasures(tools: Tools, nodes: readonly Node[], item: Above | null, part: Above | null): MeasureFacts[] {
  const passages = nodes.map((node) => {
    const flow = joinFlows([sliceFlow(node.flows[0] ?? emptyFlow, node.marker.length), ...node.flows.slice(1)], '\n');
    return { number: node.marker.number, passage: takeAttribution(tools, trimFlow(flow)) };
  });
  const following: (Said | null)[] = [];
  for (const { passage } of passages.toReversed()) following.push(passage.said ?? following.at(-1) ?? null);
  following.reverse();
  let before: Above | null = null;
  return passages.map(({ number, passage }, i) => {
    const next = following[i];
    const below: Above | null = next == null ? null : { said: next, from: '其后的统一标注', weight: 0.15 };
    const facts = toFacts(passage, number, item ?? before ?? below ?? part);
    if (passage.said !== null) before = { said: passage.said, from: '上一条', weight: 0.1 };
    return facts;
  });
}

/** An item of the text as a task: one measure, or as many as it numbers with （1）（2）. */
export function readItem(tools: Tools, { node, part }: Item): ItemTask {
  const { mapped, context } = tools;
  const heading = readHeading(tools, node);
  const partSaid = part === null ? null : readHeading(tools, part).said;
  const partAbove: Above | null =
    partSaid === null ? null : { said: { ...partSaid, due: null }, from: '本部分标题所注的牵头单位', weight: 0.2 };
  const body = trimFlow(
    joinFlows(
      [heading.rest, ...node.flows.slice(1)].filter(({ text }) => text !== ''),
      '\n',
    ),
  );
  const taken = takeAttribution(tools, body);
  const said =
    taken.said !== null && heading.said !== null ? merge(heading.said, taken.said) : (taken.said ?? heading.said);
  const own: Above | null = said === null ? null : { said, from: '本项的统一标注', weight: 0.05 };
  const facts =
    node.children.length > 0
      ? readMeasures(tools, node.children, own, partAbove)
      : [
          toFacts(
            { flow: taken.flow.text === '' ? heading.title : taken.flow, said, several: taken.several },
            1,
            partAbove,
          ),
        ];
  const flows = [...node.flows, ...node.children.flatMap((child) => child.flows)];
  const spans = flows.map((flow) => spanOfFlow(mapped, flow));
  return {
    number: node.marker.number,
    title: heading.title.text,
    measures: facts.map((one) => buildMeasure(mapped, one, context)),
    span: [spans[0]?.[0] ?? 0, spans.at(-1)?.[1] ?? 0],
  };
}

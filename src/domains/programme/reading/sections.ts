import type { Flow } from './flow.ts';
import { sliceFlow, trimFlow } from './flow.ts';
import type { Node, Outline } from './outline.ts';

/** Sections that hold the work. */
const WORK =
  /(?:主要|重点|工作|具体|改革|目标|核心)(?:任务|举措|措施|工作|内容|行动)|任务(?:清单|分工|举措|措施)|(?:任务|举措|措施)$/;
/** Sections that frame it: aims before, safeguards after. Their paragraphs are numbered too, but are no items. */
const FRAME = new RegExp(
  [
    '(?:总体|指导|工作|基本|有关|相关)(?:要求|思想|思路|原则)',
    '^(?:主要|总体|发展|预期|阶段|年度|工作)?目标$',
    '^(?:强化|加强|完善|落实|健全)?(?:组织|工作|实施|制度|推进|相关)?保障(?:措施|机制)?$',
    '组织(?:领导|实施|推进)$|实施步骤|时间安排|^职责分工|^(?:督查|监督|考核)(?:考核|督查|评价|评估)?$',
    '^附则|^(?:工作)?背景|适用范围|^(?:健全|完善|建立)?(?:工作|推进)机制$',
  ].join('|'),
);

const firstSentence = (text: string): string => /^[^。！？\n]*/.exec(text)?.[0] ?? text;

/** Heading and the rest of a node's first paragraph. */
export function splitHeading(node: Node): { readonly title: Flow; readonly rest: Flow } {
  const flow = node.flows[0] ?? { text: '', at: [] };
  const after = sliceFlow(flow, node.marker.length);
  const end = sentenceEnd(after.text);
  return { title: trimFlow(sliceFlow(after, 0, end), '。：:'), rest: trimFlow(sliceFlow(after, end)) };
}

/** End of the first sentence, not counting full stops inside brackets or quotation marks. */
function sentenceEnd(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? '';
    if ('（(“《'.includes(sign)) depth++;
    else if ('）)”》'.includes(sign)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && (sign === '。' || sign === '\n')) return i + 1;
  }
  return text.length;
}

export const titleOf = (node: Node): string =>
  firstSentence(splitHeading(node).title.text.slice(0, 200))
    .replace(/[（(][^）)]*[）)]$/, '')
    .trim();

const isFrame = (node: Node): boolean => {
  const title = titleOf(node);
  return title.length <= 16 && FRAME.test(title);
};

const isWork = (node: Node): boolean => {
  const title = titleOf(node);
  return title.length <= 20 && WORK.test(title) && !/保障|目标$/.test(title);
};

/** An item and the part in which it stands. */
export type Item = { readonly node: Node; readonly part: Node | null };

const subItems = (node: Node): Node[] => node.children.filter(({ marker }) => marker.level <= 3);

/** The lowest headings above （1）: those are the items. */
function itemsBelow(node: Node, part: Node | null): Item[] {
  return subItems(node).flatMap((child) =>
    subItems(child).length > 0 ? itemsBelow(child, child) : [{ node: child, part }],
  );
}

/** 强化保障 whose paragraphs name a lead and a date holds work too, whatever it is called. */
const ASSIGNED =
  /[（(〔【][^（）()]{0,200}(?:牵头|责任|主办)(?:单位|部门)?[：:][^（）()]{0,200}(?:完成|时间|时限|期限)[^）)]{0,60}[）)〕】]/;
const isAssigned = (node: Node): boolean =>
  subItems(node).some((each) => each.flows.some(({ text }) => ASSIGNED.test(text)));

/** Sections that hold items: those named as work, else all but the frame. */
function workSections(nodes: readonly Node[]): Node[] {
  const named = nodes.filter(
    (node) => (isWork(node) || (isFrame(node) && isAssigned(node))) && subItems(node).length > 0,
  );
  if (named.some(isWork)) return named;
  return nodes.filter((node) => !isFrame(node) || isAssigned(node));
}

/** The items of a plan, in order; aims and safeguards are not among them. */
export function findItems({ nodes }: Outline): Item[] {
  const sections = workSections(nodes);
  const nested = sections.some((node) => subItems(node).length > 0);
  if (!nested) return sections.map((node) => ({ node, part: null }));
  const named = sections.length === 1 && sections.every(isWork);
  return sections.flatMap((node) =>
    subItems(node).length > 0 ? itemsBelow(node, named || isWork(node) ? null : node) : [],
  );
}

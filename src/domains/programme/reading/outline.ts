import { type Flow, flowOfParagraph } from './flow.ts';
import { type Marker, readMarker } from './headings.ts';
import type { Mapped } from './mapped.ts';
import type { Paragraph } from './paragraphs.ts';

/** A numbered passage with the passages numbered below it. `flows`: its own paragraphs, the first with its marker. */
export type Node = { readonly marker: Marker; readonly flows: Flow[]; readonly children: Node[] };

/** Paragraphs before the first heading, and the tree of numbered passages after it. */
export type Outline = { readonly head: readonly Flow[]; readonly nodes: readonly Node[] };

/** ① stays text of the measure it stands in. */
const DEEPEST = 4;

export function buildOutline(mapped: Mapped, paragraphs: readonly Paragraph[]): Outline {
  const head: Flow[] = [];
  const roots: Node[] = [];
  const open: Node[] = [];
  for (const paragraph of paragraphs) {
    const flow = flowOfParagraph(mapped, paragraph);
    const marker = readMarker(flow.text);
    if (marker === null || marker.level > DEEPEST) {
      const node = open.at(-1);
      if (node === undefined) head.push(flow);
      else node.flows.push(flow);
      continue;
    }
    while ((open.at(-1)?.marker.level ?? 0) >= marker.level) open.pop();
    const node: Node = { marker, flows: [flow], children: [] };
    (open.at(-1)?.children ?? roots).push(node);
    open.push(node);
  }
  return { head, nodes: roots };
}

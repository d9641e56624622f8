import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packLoop } from '../../world.fixture.ts';
import { helpText } from '../help.ts';
import { layOut, type Placed } from './layout.ts';
import { diagramMermaid } from './mermaid.ts';
import { diagramSvg } from './svg.ts';

const appeal = packLoop('appeal');

describe('the picture of a loop', () => {
  it('shows every state, every move that changes the state, and every limit', () => {
    const svg = diagramSvg(appeal);
    const moving = Object.values(appeal.moves).filter((each) => each.to !== undefined);
    for (const { title } of [...appeal.states, ...moving, ...Object.values(appeal.clocks)])
      expect(svg).toContain(title);
  });

  it('stands by itself: no script, no outside reference', () => {
    const svg = diagramSvg(appeal);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|<script|href=/);
  });

  it('escapes what packs write', () => {
    expect(diagramSvg({ ...appeal, title: '<b>&"' })).toContain('&lt;b&gt;&amp;&quot;');
  });

  it('is the same for the same definition', () => {
    expect(diagramSvg(packLoop('appeal'))).toBe(diagramSvg(appeal));
  });

  it('leads a move back to where the matter can have come from', () => {
    const mermaid = diagramMermaid(appeal);
    expect(mermaid).toContain('s_supplementing --> s_filed: 补充材料');
    expect(mermaid).toContain('s_supplementing --> s_handling: 补充材料');
    expect(mermaid).not.toContain('s_shelved --> s_filed: 恢复办理');
  });
});

describe('the layout', () => {
  const anyGraph = fc
    .record({
      heights: fc.array(fc.integer({ min: 20, max: 80 }), { minLength: 2, maxLength: 9 }),
      links: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 24 }),
    })
    .map(({ heights, links }) => {
      const boxes = heights.map((height, index) => ({ id: `s${index}`, width: 100, height }));
      const pairs = new Map(
        links
          .map(([a, b]) => [`s${a % boxes.length}`, `s${b % boxes.length}`] as const)
          .filter(([from, to]) => from !== to)
          .map(([from, to]) => [`${from}>${to}`, { from, to }] as const),
      );
      const arrows = [...pairs.values()].map((each, index) => ({
        ...each,
        label: { id: `l${index}`, width: 60, height: 24 },
      }));
      return { boxes, arrows };
    });

  const overlap = (a: Placed, b: Placed): boolean =>
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 - 0.01 && Math.abs(a.y - b.y) < (a.height + b.height) / 2 - 0.01;

  it('puts no box or label over another, and everything inside the picture', () => {
    fc.assert(
      fc.property(anyGraph, ({ boxes, arrows }) => {
        const { boxes: placed, routes, width, height } = layOut(boxes, arrows, 's0');
        const all = [...placed.values()].filter((each) => each.width > 0);
        for (const [index, a] of all.entries()) for (const b of all.slice(index + 1)) expect(overlap(a, b)).toBe(false);
        for (const { x, y } of all) expect(x >= 0 && x <= width && y >= 0 && y <= height + 0.01).toBe(true);
        expect(routes).toHaveLength(arrows.length);
      }),
      { numRuns: 100 },
    );
  });

  it('draws every arrow from the side of its source to the side of its target', () => {
    fc.assert(
      fc.property(anyGraph, ({ boxes, arrows }) => {
        const { boxes: placed, routes } = layOut(boxes, arrows, 's0');
        for (const { arrow, points } of routes)
          for (const [id, point] of [
            [arrow.from, points[0]],
            [arrow.to, points.at(-1)],
          ] as const) {
            const box = placed.get(id);
            expect(Math.abs(Math.abs((point?.x ?? 0) - (box?.x ?? 0)) - 50)).toBeLessThan(0.01);
            expect(Math.abs((point?.y ?? 0) - (box?.y ?? 0))).toBeLessThanOrEqual((box?.height ?? 0) / 2);
          }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the help of a loop', () => {
  const help = helpText(appeal);

  it('says for every state who is responsible, what may be done and by whom', () => {
    expect(help).toContain('**待分办**：由营商办负责（无人负责时由上一级接手）');
    expect(help).toContain('分办（营商办、系统自动）→“办理中”');
    expect(help).toContain('核验不通过，退回重办（营商办或其上级，最多 2 次）→“办理中”');
  });

  it('says which limits run, how long they are and that their source is not verified', () => {
    expect(help).toContain('**办结时限**：5个工作日。最多延期 1 次，每次不超过 10。');
    expect(help).toContain('（出处未核实）');
    expect(help).toContain('在走的时限：办结时限。');
  });

  it('names the remedies', () => {
    expect(help).toContain('行政复议');
  });
});

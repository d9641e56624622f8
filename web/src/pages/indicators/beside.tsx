import { Select } from 'antd';
import { useState } from 'react';
import type { LeagueLine, Scheme } from '../../api/schemes.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import styles from './scheme.module.css';

type Props = { readonly scheme: Scheme; readonly line: LeagueLine; readonly lines: readonly LeagueLine[] };
const MOST = 3;

/** One place beside those it measures itself against, node by node; the best of each row stands out. */
export function Beside({ scheme, line, lines }: Props) {
  const others = lines.filter((each) => each.unit.id !== line.unit.id && each.score !== null);
  const [chosen, setChosen] = useState<readonly string[]>(() => others.slice(0, 2).map((each) => each.unit.id));
  const columns = [line, ...others.filter((each) => chosen.includes(each.unit.id))];
  if (others.length === 0) return null;
  return (
    <section className={`panel ${page.block}`} aria-label="对标">
      <div className="spread">
        <h2 className="section-title">{line.unit.name}与标杆并排看</h2>
        <Select
          mode="multiple"
          aria-label="与哪些地方并排"
          style={{ minWidth: 260 }}
          maxCount={MOST}
          value={[...chosen]}
          onChange={setChosen}
          options={others.map((each) => ({ value: each.unit.id, label: each.unit.name }))}
        />
      </div>
      <Scroll title="并排的得分">
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">指标</th>
              {columns.map(({ unit }) => (
                <th key={unit.id} scope="col" className={page.number ?? ''}>
                  {unit.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">总分</th>
              {columns.map((each) => (
                <Cell key={each.unit.id} score={each.score} of={columns.map((one) => one.score)} />
              ))}
            </tr>
            {scheme.nodes.slice(1).map((node) => {
              const scores = columns.map((each) => each.parts.find((one) => one.node === node.id)?.score ?? null);
              return (
                <tr key={node.id}>
                  <th scope="row" style={{ paddingLeft: 16 + node.depth * 20, fontWeight: node.branch ? 600 : 400 }}>
                    {node.title}
                  </th>
                  {columns.map((each, at) => (
                    <Cell key={each.unit.id} score={scores[at] ?? null} of={scores} />
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Cell({ score, of }: { readonly score: number | null; readonly of: readonly (number | null)[] }) {
  const best = Math.max(...of.map((each) => each ?? Number.NEGATIVE_INFINITY));
  const isBest = score !== null && score === best && of.some((each) => each !== null && each < best);
  return (
    <td className={`${page.number ?? ''} ${isBest ? styles.best : ''}`}>
      {score === null ? '—' : figure(score, 0)}
      {isBest && <span className="sr-only">，最好</span>}
    </td>
  );
}

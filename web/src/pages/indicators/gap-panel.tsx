import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { gapQuery, type LeagueLine } from '../../api/schemes.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';

type Props = {
  readonly id: string;
  readonly line: LeagueLine;
  readonly lines: readonly LeagueLine[];
  readonly asked: { readonly period?: string; readonly on?: string };
};

/** What makes a gap, leaf by leaf; the parts sum to the whole. */
export function GapPanel({ id, line, lines, asked }: Props) {
  const [to, setTo] = useState('frontier');
  const query = useQuery(gapQuery(id, { ...asked, unit: line.unit.id, to }));
  const peers = lines.filter((each) => each.unit.id !== line.unit.id && each.score !== null);
  return (
    <section className={`panel ${page.block}`}>
      <div className="spread">
        <h2 className="section-title">{line.unit.name}的差距从哪里来</h2>
        <Select
          aria-label="与谁比"
          style={{ minWidth: 180 }}
          value={to}
          onChange={setTo}
          options={[
            { value: 'frontier', label: '与满分比' },
            ...(line.before === null ? [] : [{ value: 'before', label: '与自己上期比' }]),
            ...peers.map((each) => ({ value: each.unit.id, label: `与${each.unit.name}比` })),
          ]}
        />
      </div>
      <QueryView query={query}>
        {({ total, parts }) => {
          const most = Math.max(0.01, ...parts.map((each) => Math.abs(each.points)));
          return (
            <table className={page.table}>
              <tbody>
                {parts.map((part) => (
                  <tr key={part.node}>
                    <th scope="row" style={{ fontWeight: 400 }}>
                      <Link to="/indicators/$id" params={{ id: part.node }} search={{ ...asked, region: line.unit.id }}>
                        {part.title}
                      </Link>
                    </th>
                    <td className={page.number ?? ''}>{signed(part.points)}</td>
                    <td style={{ width: '50%' }}>
                      <i
                        aria-hidden="true"
                        style={{
                          display: 'block',
                          height: 10,
                          width: `${(100 * Math.abs(part.points)) / most}%`,
                          background: part.points < 0 ? 'var(--ant-color-error)' : 'var(--ant-color-primary)',
                        }}
                      />
                    </td>
                  </tr>
                ))}
                <tr>
                  <th scope="row">合计</th>
                  <td className={page.number ?? ''}>
                    <strong>{signed(total)}</strong>
                  </td>
                  <td className="meta">各项之和就是总差距，没有余数</td>
                </tr>
              </tbody>
            </table>
          );
        }}
      </QueryView>
    </section>
  );
}

const signed = (points: number): string => `${points > 0 ? '+' : ''}${figure(points, 2)}`;

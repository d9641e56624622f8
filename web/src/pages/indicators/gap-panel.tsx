import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { gapQuery, type LeagueLine, type Scheme } from '../../api/schemes.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { Waterfall } from './waterfall.tsx';

type Props = {
  readonly scheme: Scheme;
  readonly line: LeagueLine;
  readonly lines: readonly LeagueLine[];
  readonly asked: { readonly period?: string; readonly on?: string };
};

/** What makes a gap, leaf by leaf; the parts sum to the whole. */
export function GapPanel({ scheme, line, lines, asked }: Props) {
  const [to, setTo] = useState('frontier');
  const query = useQuery(gapQuery(scheme.id, { ...asked, unit: line.unit.id, to }));
  const peer = lines.find((each) => each.unit.id === to);
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
        {(gap) => (
          <Waterfall
            gap={gap}
            scheme={scheme}
            start={to === 'before' ? (line.before ?? 0) : (line.score ?? 0)}
            startName={to === 'before' ? '上期' : line.unit.name}
            endName={to === 'frontier' ? '满分' : to === 'before' ? '本期' : (peer?.unit.name ?? '')}
            search={{ ...asked, region: line.unit.id }}
          />
        )}
      </QueryView>
    </section>
  );
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Slider } from 'antd';
import { useState } from 'react';
import { type LeagueLine, type Scheme, type Stands, whatIfQuery } from '../../api/schemes.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { tierWord } from '../cockpit/words.ts';
import styles from './scheme.module.css';

type Props = {
  readonly scheme: Scheme;
  readonly line: LeagueLine;
  readonly asked: { readonly period?: string; readonly on?: string };
};

type Lever = { readonly id: string; readonly title: string; readonly unit: string; readonly value: number } & Range;
type Range = { readonly min: number; readonly max: number };

/** 假如: move what one place reaches, see its score, its span of ranks and its tier, and whom it passes. */
export function WhatIfPanel({ scheme, line, asked }: Props) {
  const [moved, setMoved] = useState<Readonly<Record<string, number>>>({});
  const [shown, setShown] = useState<Readonly<Record<string, number>>>({});
  const levers = leversOf(scheme, line);
  const changes = levers
    .filter((each) => moved[each.id] !== undefined && moved[each.id] !== each.value)
    .map((each) => ({ unit: line.unit.id, indicator: each.id, value: moved[each.id] ?? each.value }));
  const query = useQuery({
    ...whatIfQuery(scheme.id, { ...asked, changes }),
    enabled: changes.length > 0,
    placeholderData: keepPreviousData,
  });
  if (levers.length === 0) return null;
  const reset = () => {
    setMoved({});
    setShown({});
  };
  return (
    <section className={`panel ${page.block}`} aria-label="假如">
      <div className="spread">
        <h2 className="section-title">假如{line.unit.name}做到</h2>
        <Button onClick={reset} disabled={changes.length === 0}>
          回到实际
        </Button>
      </div>
      <div className={styles.sliders}>
        {levers.map((lever) => (
          <div key={lever.id} className={styles.slider}>
            <span>{lever.title}</span>
            <span>
              {figure(shown[lever.id] ?? lever.value, 1)}
              {lever.unit === '%' ? '%' : ` ${lever.unit}`}
              {shown[lever.id] !== undefined && shown[lever.id] !== lever.value && (
                <span className="meta"> 现为 {figure(lever.value, 1)}</span>
              )}
            </span>
            <Slider
              min={lever.min}
              max={lever.max}
              step={0.1}
              value={shown[lever.id] ?? lever.value}
              onChange={(value: number) => setShown({ ...shown, [lever.id]: value })}
              onChangeComplete={(value: number) => setMoved({ ...moved, [lever.id]: value })}
              tooltip={{ open: false }}
              ariaLabelForHandle={lever.title}
            />
          </div>
        ))}
      </div>
      {changes.length === 0 ? (
        <p className="meta">拖动滑块，看得分、名次区间和档次怎么变；只是试算，不留存。</p>
      ) : (
        <QueryView query={query}>{({ lines }) => <Outcome lines={lines} unit={line.unit.id} />}</QueryView>
      )}
    </section>
  );
}

type OutcomeProps = {
  readonly lines: readonly { readonly unit: LeagueLine['unit']; readonly before: Stands; readonly after: Stands }[];
  readonly unit: string;
};

function Outcome({ lines, unit }: OutcomeProps) {
  return (
    <Scroll title="试算结果">
      <table className={page.table} aria-live="polite">
        <thead>
          <tr>
            <th scope="col">地方</th>
            <th scope="col">得分</th>
            <th scope="col">名次区间</th>
            <th scope="col">档次</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ unit: own, before, after }) => (
            <tr key={own.id} aria-current={own.id === unit ? 'true' : undefined}>
              <th scope="row" style={{ fontWeight: own.id === unit ? 600 : 400 }}>
                {own.name}
              </th>
              <td>{changeOf(scoreWord(before), scoreWord(after))}</td>
              <td>{changeOf(ranksWord(before), ranksWord(after))}</td>
              <td>{changeOf(tierWord(before), tierWord(after))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const scoreWord = ({ score }: Stands): string => (score === null ? '—' : figure(score, 1));
const ranksWord = ({ rankInterval }: Stands): string =>
  rankInterval === null
    ? '—'
    : rankInterval[0] === rankInterval[1]
      ? String(rankInterval[0])
      : `${rankInterval[0]}–${rankInterval[1]}`;
const changeOf = (before: string, after: string) =>
  before === after ? (
    after
  ) : (
    <>
      <span className="meta">{before} → </span>
      <strong>{after}</strong>
    </>
  );

/** Every leaf that has a value, from its worst to its best. */
function leversOf(scheme: Scheme, line: LeagueLine): readonly Lever[] {
  return line.parts.flatMap((part) => {
    const node = scheme.nodes.find((each) => each.id === part.node);
    if (!node || node.branch || part.value === null) return [];
    return [{ id: node.id, title: node.title, unit: node.unit ?? '', value: part.value, ...rangeOf(node, part.value) }];
  });
}

function rangeOf({ normaliser, unit }: Scheme['nodes'][number], value: number): Range {
  const { worst, frontier } = normaliser ?? {};
  const ends =
    worst === undefined || frontier === undefined ? [0, unit === '%' ? 100 : 2 * value || 1] : [worst, frontier];
  return { min: Math.min(...ends, value), max: Math.max(...ends, value) };
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type LeagueLine, leagueQuery, type Scheme, schemeQuery } from '../../api/schemes.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import cockpit from '../cockpit/cockpit.module.css';
import { IntervalBar } from '../cockpit/league.tsx';
import { tierWord } from '../cockpit/words.ts';
import { AskedBar } from './asked-bar.tsx';
import { Beside } from './beside.tsx';
import { GapPanel } from './gap-panel.tsx';
import { LeafDrawer } from './leaf-drawer.tsx';
import { SchemeTree } from './scheme-tree.tsx';
import { SensitivityPanel } from './sensitivity-panel.tsx';
import { WhatIfPanel } from './what-if-panel.tsx';

const route = getRouteApi('/official/indicators/schemes/$id');

/** A scheme: its tree, weights and sources; where it can be counted, the tiers and what makes the gaps. */
export function SchemePage() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const { unit, leaf } = search;
  const asked = { period: '90d', ...askedOf(search) };
  const navigate = route.useNavigate();
  const query = useQuery(schemeQuery(id));
  return (
    <Page
      title={query.data?.title ?? '指标方案'}
      meta={query.data?.caution}
      actions={
        query.data?.live ? (
          <AskedBar
            place={false}
            value={asked}
            onChange={(next) => void navigate({ search: ({ period: _, on: __, ...was }) => ({ ...was, ...next }) })}
          />
        ) : undefined
      }
    >
      <QueryView query={query}>
        {(scheme) => (
          <>
            {scheme.live && <Standing scheme={scheme} unit={unit} asked={asked} />}
            <SchemeTree scheme={scheme} />
            {leaf && (
              <LeafDrawer
                scheme={scheme}
                leaf={leaf}
                asked={asked}
                onClose={() => void navigate({ search: ({ leaf: _, ...was }) => was })}
              />
            )}
          </>
        )}
      </QueryView>
    </Page>
  );
}

/** Of what period and as of which day. */
const askedOf = ({ period, on }: { readonly period?: string; readonly on?: string }) => ({
  ...(period ? { period } : {}),
  ...(on ? { on } : {}),
});

type StandingProps = {
  readonly scheme: Scheme;
  readonly unit: string | undefined;
  readonly asked: { readonly period?: string; readonly on?: string };
};

function Standing({ scheme, unit, asked }: StandingProps) {
  const { id } = scheme;
  const query = useQuery(leagueQuery(id, asked));
  const chosen = query.data?.lines.find((each) => each.unit.id === unit);
  return (
    <QueryView query={query}>
      {({ lines, confidence, run }) => (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard */}
          <section className={`panel ${page.scroll} ${cockpit.page}`} tabIndex={0} aria-label="各地得分">
            <table className={page.table}>
              <thead>
                <tr>
                  <th scope="col">档次</th>
                  <th scope="col">地方</th>
                  <th scope="col">得分（{figure(confidence * 100)}% 区间）</th>
                  <th scope="col">名次区间</th>
                  <th scope="col">高于下一名的概率</th>
                  <th scope="col">有数据的权重</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <Line key={line.unit.id} line={line} id={id} alone={lines.length === 1} />
                ))}
              </tbody>
            </table>
            <p className={`meta ${page.line}`}>
              点一个地方，看差距从哪里来、假如做到会怎样。名次区间重叠的不排名次，只分档。本次计算标识{' '}
              {run.slice(0, 12)}
              ：方案、数据、程序、种子相同，结果逐字节相同。
            </p>
          </section>
          {chosen && chosen.score !== null && (
            <>
              <GapPanel scheme={scheme} line={chosen} lines={lines} asked={asked} />
              <WhatIfPanel key={chosen.unit.id} scheme={scheme} line={chosen} asked={asked} />
              <Beside key={`beside ${chosen.unit.id}`} scheme={scheme} line={chosen} lines={lines} />
            </>
          )}
          {lines.filter((each) => each.score !== null).length > 1 && <SensitivityPanel id={id} asked={asked} />}
        </>
      )}
    </QueryView>
  );
}

type LineProps = { readonly line: LeagueLine; readonly id: string; readonly alone: boolean };

/** Whoever stands alone is in no tier. */
function Line({ line, id, alone }: LineProps) {
  const search = route.useSearch();
  return (
    <tr aria-current={search.unit === line.unit.id ? 'true' : undefined}>
      <td>{alone && line.tier !== null ? '—' : tierWord(line)}</td>
      <th scope="row">
        <Link to="/indicators/schemes/$id" params={{ id }} search={{ ...search, unit: line.unit.id }}>
          {line.unit.name}
        </Link>
      </th>
      <td style={{ minWidth: 220 }}>
        {line.score === null ? '—' : figure(line.score, 1)}
        {line.scoreInterval && (
          <span className="meta">
            &ensp;{figure(line.scoreInterval[0], 0)}–{figure(line.scoreInterval[1], 0)}
          </span>
        )}
        <IntervalBar line={line} />
      </td>
      <td>
        {alone ? '—' : (line.rank ?? (line.rankInterval ? `${line.rankInterval[0]}–${line.rankInterval[1]}` : '—'))}
      </td>
      <td>{line.aboveNext === null ? '—' : `${figure(line.aboveNext * 100)}%`}</td>
      <td>{figure(line.coverage * 100)}%</td>
    </tr>
  );
}

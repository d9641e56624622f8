import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import {
  type FirmLine,
  type FirmScheme,
  firmBook,
  firmLinesQuery,
  firmPaper,
  firmSchemeQuery,
} from '../../api/firms.ts';
import { figure } from '../../parts/figures.ts';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Empty } from '../../parts/states.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { dayOf } from '../../parts/time.ts';
import styles from './firms.module.css';
import { gradeWord } from './part-list.tsx';
import { ReweighPanel } from './reweigh-panel.tsx';

const route = getRouteApi('/official/firm-grades');

/** 亩均论英雄: how many of each grade, who, how sure, and what other weights would do. */
export function FirmsPage() {
  const { scheme: id = 'per-mu' } = route.useSearch();
  const query = useQuery(firmSchemeQuery(id));
  const { data } = query;
  return (
    <Page
      title={data?.title ?? '企业综合评价'}
      meta={data?.caution}
      actions={
        <>
          <Link to="/scheme-runs" search={{ scheme: id }}>
            提交和冻结
          </Link>
          <Button href={firmBook(id)}>逐家逐项（Excel）</Button>
          <Button href={firmPaper(id)}>情况（Word）</Button>
        </>
      }
    >
      <QueryView query={query}>{(scheme) => <Whole scheme={scheme} />}</QueryView>
    </Page>
  );
}

function Whole({ scheme }: { readonly scheme: FirmScheme }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { tab = 'firms' } = search;
  const go = (next: Partial<typeof search>) => void navigate({ search: { ...search, ...next }, replace: true });
  return (
    <>
      <section className={`panel ${styles.strip}`} aria-label="各档家数">
        {scheme.steps.map((each) => (
          <button
            key={each.grade}
            type="button"
            aria-pressed={search.grade === each.grade}
            onClick={() => {
              const { grade, ...rest } = search;
              void navigate({
                search: grade === each.grade ? rest : { ...rest, grade: each.grade, tab: 'firms' },
                replace: true,
              });
            }}
          >
            <span>{each.title}</span>
            <strong>{each.count}</strong>
            <span className="meta">{each.cut === null ? '其余' : `${figure(each.cut, 1)} 分以上`}</span>
          </button>
        ))}
      </section>
      <p className="meta">
        参评条件：{scheme.among}。{scheme.grading.atMost.join('；')}。
        {scheme.unscored > 0 && `${scheme.unscored} 家数据不够，没有评分。`}
        {scheme.frozen ? `上次冻结 ${dayOf(scheme.frozen.on)}。` : '还没有冻结过结果，企业看不到。'}
      </p>
      <Tabs
        activeKey={tab}
        onChange={(next) => go({ tab: next })}
        items={[
          { key: 'firms', label: '名单', children: <Firms scheme={scheme} /> },
          { key: 'weights', label: '改权重', children: <ReweighPanel scheme={scheme} /> },
          { key: 'method', label: '怎么算', children: <Method scheme={scheme} /> },
          { key: 'regions', label: '分区域', children: <Regions scheme={scheme} /> },
        ]}
      />
    </>
  );
}

function Firms({ scheme }: { readonly scheme: FirmScheme }) {
  const { grade, region, q, ...rest } = route.useSearch();
  const navigate = route.useNavigate();
  const filter = { ...(grade ? { grade } : {}), ...(region ? { region } : {}), ...(q ? { q } : {}) };
  const query = useInfiniteQuery(firmLinesQuery(scheme.id, filter));
  const set = (next: { region?: string | undefined; q?: string | undefined }) => {
    const all = { ...rest, ...filter, ...next };
    const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value));
    void navigate({ search: kept, replace: true });
  };
  return (
    <>
      <search className="row no-print" style={{ marginBottom: 12 }}>
        <Input.Search
          aria-label="找企业"
          placeholder="企业名称"
          defaultValue={q}
          allowClear
          onSearch={(text) => set({ q: text })}
          style={{ width: 240 }}
        />
        <Select
          aria-label="区域"
          allowClear
          placeholder="全部区域"
          value={region}
          onChange={(next?: string) => set({ region: next })}
          style={{ minWidth: 160 }}
          options={scheme.regions.map((each) => ({ value: each.region.id, label: each.region.name }))}
        />
        {grade && <span>只看 {gradeWord(grade)}</span>}
      </search>
      <QueryView query={query}>
        {({ pages }) => {
          const lines = pages.flatMap((each) => each.items);
          if (lines.length === 0) return <Empty title="没有符合的企业">换一个条件再看。</Empty>;
          return <Lines lines={lines} scheme={scheme.id} total={pages[0]?.total ?? 0} />;
        }}
      </QueryView>
      <NextPage query={query} className={page.line} />
    </>
  );
}

type LinesProps = { readonly lines: readonly FirmLine[]; readonly scheme: string; readonly total: number };

function Lines({ lines, scheme, total }: LinesProps) {
  return (
    <Scroll panel title="参评企业">
      <table className={page.table}>
        <caption className="sr-only">共 {total} 家</caption>
        <thead>
          <tr>
            <th scope="col">企业</th>
            <th scope="col">档次</th>
            {['得分', '权重变动时不换档', '有数据的权重', '上次冻结'].map((each) => (
              <th key={each} scope="col" className={page.number ?? ''}>
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((each) => (
            <tr key={each.enterprise.id}>
              <th scope="row" style={{ fontWeight: 400, whiteSpace: 'normal', minWidth: 200 }}>
                <Link to="/firm-grades/$scheme/$enterprise" params={{ scheme, enterprise: each.enterprise.id }}>
                  {each.enterprise.name}
                </Link>
                <span className="meta">&ensp;{each.region}</span>
              </th>
              <td style={{ whiteSpace: 'nowrap' }}>{gradeWord(each.grade)}</td>
              <td className={page.number ?? ''}>{each.score === null ? '—' : figure(each.score, 1)}</td>
              <td className={page.number ?? ''}>{each.held === null ? '—' : `${figure(each.held * 100)}%`}</td>
              <td className={page.number ?? ''}>{figure(each.coverage * 100)}%</td>
              <td className={page.number ?? ''}>
                {each.frozen === null
                  ? '—'
                  : each.frozen === each.grade
                    ? gradeWord(each.frozen)
                    : `${gradeWord(each.frozen)} ≠`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Method({ scheme }: { readonly scheme: FirmScheme }) {
  return (
    <Scroll panel title="指标和权重">
      <p className={`meta ${page.line}`}>
        来源：{scheme.source}。版本 {scheme.version}。每项按参评企业的百分位得 0–100 分，再按权重相加。分档：
        {scheme.grading.source}
      </p>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col" className={page.number ?? ''}>
              占比
            </th>
            <th scope="col">怎么算</th>
          </tr>
        </thead>
        <tbody>
          {scheme.leaves.map((each) => (
            <tr key={each.id}>
              <th scope="row">
                {each.title}
                {each.assumed && <span className="meta"> 权重待核</span>}
              </th>
              <td className={page.number ?? ''}>{figure(each.weight)}%</td>
              <td>
                {each.words}
                <span className="meta">
                  &ensp;{each.unit}，{each.direction === 'lower' ? '低者为好' : '高者为好'}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Regions({ scheme }: { readonly scheme: FirmScheme }) {
  return (
    <Scroll panel title="分区域">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">区域</th>
            {scheme.steps.map((each) => (
              <th key={each.grade} scope="col" className={page.number ?? ''}>
                {each.grade} 类
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scheme.regions.map(({ region, counts }) => (
            <tr key={region.id}>
              <th scope="row" style={{ fontWeight: 400 }}>
                <Link to="/firm-grades" search={{ scheme: scheme.id, region: region.id }}>
                  {region.name}
                </Link>
              </th>
              {counts.map((count, at) => (
                <td key={scheme.steps[at]?.grade} className={page.number ?? ''}>
                  {count}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

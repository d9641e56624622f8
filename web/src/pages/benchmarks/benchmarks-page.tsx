import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Radio, Select } from 'antd';
import { useState } from 'react';
import { type Beside, besideExportUrl, besideQuery, type Standing } from '../../api/benchmarks.ts';
import { useAccount } from '../../api/session.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';
import { AddForm } from './add-form.tsx';
import { BesideTable } from './beside-table.tsx';
import { CellDrawer } from './cell-drawer.tsx';
import { ImportPanel } from './import-panel.tsx';

const route = getRouteApi('/official/benchmarks');
const DEFAULT = 'quzhou-targets';
const YEARS = 8;
type Panel = 'add' | 'import';

/** 对标: our city beside benchmark cities, indicator by indicator; every value of theirs says which document it is from. */
export function BenchmarksPage() {
  const { scheme = DEFAULT, year, cities, show } = route.useSearch();
  const query = useQuery(besideQuery({ scheme, year, cities }));
  const [panel, setPanel] = useState<Panel>();
  const may = can(useAccount(), 'evaluation.manage');
  return (
    <Page
      title="标杆城市对标"
      meta="同一期间才比；标杆城市的数由营商办录入，逐个注明来源文件和日期，由另一人对照文件核对；未核对的不计入领先、落后。点数字看历年和来历。"
      actions={query.data && <Actions data={query.data} may={may && panel === undefined} onPanel={setPanel} />}
    >
      <QueryView query={query}>
        {(data) => (
          <>
            {panel === 'add' && <AddForm data={data} onClose={() => setPanel(undefined)} />}
            {panel === 'import' && <ImportPanel data={data} onClose={() => setPanel(undefined)} />}
            <Choice data={data} />
            <Lines data={data} {...(show ? { show } : {})} may={may} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

type ActionsProps = { readonly data: Beside; readonly may: boolean; readonly onPanel: (panel: Panel) => void };

function Actions({ data: { scheme, year, cities }, may, onPanel }: ActionsProps) {
  return (
    <>
      <PrintButton />
      <Button href={besideExportUrl({ scheme, year, cities: cities.join(',') })}>导出</Button>
      {may && <Button onClick={() => onPanel('import')}>用 Excel 导入</Button>}
      {may && (
        <Button type="primary" onClick={() => onPanel('add')}>
          录一个数
        </Button>
      )}
    </>
  );
}

function Choice({ data }: { readonly data: Beside }) {
  const navigate = route.useNavigate();
  const set = (next: Readonly<Record<string, string>>) =>
    void navigate({ search: ({ show: _, ...was }) => ({ ...was, ...next }) });
  const last = new Date().getFullYear();
  const years = [...new Set([data.year, ...Array.from({ length: YEARS }, (_, at) => String(last - at))])]
    .sort()
    .reverse();
  return (
    <div className="row no-print">
      <Select
        aria-label="指标方案"
        value={data.scheme}
        style={{ width: 260, maxWidth: '100%' }}
        options={data.schemes.map((each) => ({ value: each.id, label: each.title }))}
        onChange={(scheme: string) => set({ scheme })}
      />
      <Select
        aria-label="年份"
        value={data.year}
        style={{ width: 110 }}
        options={years.map((each) => ({ value: each, label: `${each} 年` }))}
        onChange={(year: string) => set({ year })}
      />
      <Select
        mode="multiple"
        aria-label="与哪些城市并排"
        placeholder="选标杆城市"
        style={{ minWidth: 260, maxWidth: '100%' }}
        maxCount={6}
        value={[...data.cities]}
        options={data.known.map(({ city, values }) => ({ value: city, label: `${city}（${values} 个数）` }))}
        onChange={(cities: string[]) => set({ cities: cities.join(',') })}
      />
    </div>
  );
}

type LinesProps = { readonly data: Beside; readonly show?: string; readonly may: boolean };
type Cell = { readonly city: string; readonly indicator: string; readonly period: string };

function Lines({ data, show, may }: LinesProps) {
  const navigate = route.useNavigate();
  const [opened, setOpened] = useState<Cell>();
  if (data.known.length === 0)
    return (
      <section className="panel">
        <Empty title="还没有录过标杆城市的数">
          {may ? '用上面的“录一个数”或“用 Excel 导入”；每个数都要写明来源文件和日期。' : '由市营商办录入。'}
        </Empty>
      </section>
    );
  const has = (standing: Standing) => (line: Beside['lines'][number]) =>
    line.cells.some((each) => each.standing === standing);
  const filters: Readonly<Record<string, (line: Beside['lines'][number]) => boolean>> = {
    behind: has('behind'),
    ahead: has('ahead'),
    known: (line) => line.cells.some((each) => each.value !== null),
    open: (line) => line.cells.some((each) => each.value !== null && !each.checked),
  };
  const shown = data.lines.filter(filters[show ?? ''] ?? (() => true));
  const words = { behind: '有落后的', ahead: '有领先的', known: '录了标杆的', open: '未核对的' } as const;
  return (
    <>
      {data.counts.length > 0 && (
        <section className={`panel ${page.block}`} aria-label="结论">
          {data.counts.map(({ city, ahead, behind, level, open }) => (
            <p key={city}>
              与{city}比：领先&thinsp;{ahead}&thinsp;项、落后&thinsp;{behind}&thinsp;项
              {level > 0 && `、持平 ${level} 项`}
              {open > 0 && `；另有 ${open} 项未核对，不计在内`}
              <span className="meta">，{data.lines.length - ahead - behind - level - open} 项没有可比的数</span>
            </p>
          ))}
        </section>
      )}
      <Radio.Group
        className="no-print"
        value={show ?? 'all'}
        aria-label="看哪些指标"
        style={{ padding: '0 2px' }}
        onChange={(event) => {
          const next = String(event.target.value);
          void navigate({ search: ({ show: _, ...was }) => (next === 'all' ? was : { ...was, show: next }) });
        }}
      >
        <Radio.Button value="all">全部 {data.lines.length}</Radio.Button>
        {(Object.keys(words) as (keyof typeof words)[]).map((key) => (
          <Radio.Button key={key} value={key}>
            {words[key]} {data.lines.filter(filters[key] ?? (() => true)).length}
          </Radio.Button>
        ))}
      </Radio.Group>
      {shown.length === 0 ? (
        <section className="panel">
          <Empty title="没有这样的指标">换一个筛选看看。</Empty>
        </section>
      ) : (
        <BesideTable data={data} lines={shown} onOpen={setOpened} />
      )}
      {opened && <CellDrawer cell={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

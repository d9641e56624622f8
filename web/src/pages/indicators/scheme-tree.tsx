import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { FROM, type Scheme, type SchemeNode, SURE, schemeTableUrl } from '../../api/schemes.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import { Empty } from '../../parts/states.tsx';
import { useNarrow } from '../../parts/use-narrow.ts';
import { goalOf } from './leaf-words.ts';

const route = getRouteApi('/official/indicators/schemes/$id');

const optionsOf = (words: Readonly<Record<string, string>>, nodes: readonly SchemeNode[], of: 'sure' | 'from') =>
  Object.entries(words).flatMap(([value, label]) => {
    const count = nodes.filter((each) => each[of] === value).length;
    return count > 0 ? [{ value, label: `${label} ${count}` }] : [];
  });

/** Every indicator with what it says of itself and how sure that is: to be searched, filtered, taken out. */
export function SchemeTree({ scheme }: { readonly scheme: Scheme }) {
  const { q = '', sure, from } = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = useNarrow();
  const leaves = scheme.nodes.filter((each) => !each.branch);
  const isFiltered = q !== '' || sure !== undefined || from !== undefined;
  const fits = (each: SchemeNode) =>
    !each.branch &&
    (sure === undefined || each.sure === sure) &&
    (from === undefined || each.from === from) &&
    [each.title, each.definition, each.sourceName, each.leadName, each.teamTitle, each.words, each.code].some((text) =>
      text?.includes(q),
    );
  const shown = isFiltered ? leaves.filter(fits) : scheme.nodes.slice(1);
  const set = (key: 'q' | 'sure' | 'from', next: string | undefined) =>
    void navigate({ search: ({ [key]: _, ...was }) => (next ? { ...was, [key]: next } : was), replace: true });
  return (
    <section className="panel" aria-label="指标体系">
      <div className={page.block}>
        <div className="spread">
          <h2 className="section-title">{leaves.length} 项指标怎么定的</h2>
          <Button href={schemeTableUrl(scheme.id)}>导出 Excel</Button>
        </div>
        <p className="meta">
          来源：{scheme.source.title}
          {scheme.source.document ? `（${scheme.source.document}）` : ''}。版本 {scheme.version}
        </p>
        <search className="row no-print" style={{ marginTop: 8 }}>
          <Input.Search
            aria-label="搜索指标、定义、单位"
            placeholder="搜指标、定义、单位"
            allowClear
            defaultValue={q}
            style={{ width: 220 }}
            onSearch={(next) => set('q', next.trim() || undefined)}
          />
          <Select
            aria-label="把握"
            allowClear
            placeholder="把握"
            style={{ width: 210 }}
            value={sure ?? null}
            options={optionsOf(SURE, leaves, 'sure')}
            onChange={(next) => set('sure', next ?? undefined)}
          />
          <Select
            aria-label="数从哪里来"
            allowClear
            placeholder="数从哪里来"
            style={{ width: 230 }}
            value={from ?? null}
            options={optionsOf(FROM, leaves, 'from')}
            onChange={(next) => set('from', next ?? undefined)}
          />
        </search>
      </div>
      {shown.length === 0 ? (
        <Empty title="没有符合条件的指标">换个词，或去掉筛选。</Empty>
      ) : narrow ? (
        <ul>
          {shown.map((each) => (
            <Line key={each.id} node={each} scheme={scheme.id} />
          ))}
        </ul>
      ) : (
        <Table nodes={shown} scheme={scheme.id} flat={isFiltered} />
      )}
      {scheme.quantities.length > 0 && <Quantities scheme={scheme} />}
    </section>
  );
}

function Opening({ node, scheme }: { readonly node: SchemeNode; readonly scheme: string }) {
  return (
    <Link to="/indicators/schemes/$id" params={{ id: scheme }} search={(was) => ({ ...was, leaf: node.id })}>
      {node.title}
    </Link>
  );
}

type LineProps = { readonly node: SchemeNode; readonly scheme: string };

function Line({ node, scheme }: LineProps) {
  if (node.branch)
    return (
      <li className={page.line}>
        <strong>{node.title}</strong>
      </li>
    );
  return (
    <li className={page.line}>
      <div className="grow">
        <Opening node={node} scheme={scheme} />
        <p>{node.definition}</p>
        <p className="meta">
          {[node.unit, node.sourceName, node.periodWord, node.sure && SURE[node.sure]].filter(Boolean).join(' · ')}
        </p>
      </div>
    </li>
  );
}

type TableProps = { readonly nodes: readonly SchemeNode[]; readonly scheme: string; readonly flat: boolean };

function Table({ nodes, scheme, flat }: TableProps) {
  return (
    <Scroll title="各项指标">
      <table className={page.table}>
        <thead>
          <tr>
            {['指标', '定义和公式', '单位', '来源单位', '牵头单位、专题组', '期间', '最好能到', '把握'].map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) =>
            node.branch ? (
              <tr key={node.id}>
                <th scope="rowgroup" colSpan={8} style={{ paddingLeft: 16 + (node.depth - 1) * 20 }}>
                  {node.title}
                  <span className="meta"> 权重 {node.weight}</span>
                </th>
              </tr>
            ) : (
              <Row key={node.id} node={node} scheme={scheme} indent={flat ? 0 : node.depth - 1} />
            ),
          )}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ node, scheme, indent }: LineProps & { readonly indent: number }) {
  return (
    <tr>
      <th
        scope="row"
        style={{ paddingLeft: 16 + indent * 20, fontWeight: 400, whiteSpace: 'normal', minWidth: 150, maxWidth: 220 }}
      >
        <Opening node={node} scheme={scheme} />
        {indent === 0 && node.under && <div className="meta">{node.under}</div>}
      </th>
      <td style={{ minWidth: 320 }}>
        {node.definition}
        {node.words && <div className="meta">＝{node.words}</div>}
      </td>
      <td style={{ whiteSpace: 'nowrap' }}>
        {node.unit}
        <div className="meta">{node.direction === 'lower' ? '低好' : '高好'}</div>
      </td>
      <td style={{ minWidth: 100 }}>{node.sourceName}</td>
      <td style={{ minWidth: 110 }}>
        {node.leadName}
        {node.teamTitle && <div className="meta">{node.teamTitle}组</div>}
      </td>
      <td style={{ whiteSpace: 'nowrap' }}>{node.periodWord}</td>
      <td style={{ whiteSpace: 'nowrap' }}>{goalOf(node)?.value ?? '—'}</td>
      <td style={{ minWidth: 90 }} className="meta">
        {node.sure && SURE[node.sure]}
      </td>
    </tr>
  );
}

function Quantities({ scheme }: { readonly scheme: Scheme }) {
  return (
    <details className={page.block}>
      <summary>
        <strong>公式用到的 {scheme.quantities.length} 个量</strong>
        <span className="meta"> 填报的是这些量，比率由系统算</span>
      </summary>
      <Scroll title="公式用到的量">
        <table className={page.table}>
          <thead>
            <tr>
              {['量', '定义', '单位', '来源单位', '期间', '用于', '把握'].map((each) => (
                <th key={each} scope="col">
                  {each}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scheme.quantities.map((each) => (
              <tr key={each.id}>
                <th scope="row" style={{ fontWeight: 400, whiteSpace: 'normal', minWidth: 140 }}>
                  {each.title}
                </th>
                <td style={{ minWidth: 280 }}>{each.definition}</td>
                <td style={{ whiteSpace: 'nowrap' }}>{each.unit}</td>
                <td style={{ whiteSpace: 'nowrap' }}>{each.sourceName}</td>
                <td style={{ whiteSpace: 'nowrap' }}>{each.periodWord}</td>
                <td style={{ minWidth: 120 }}>{each.feeds.map(({ title }) => title).join('、')}</td>
                <td className="meta">{each.assumed ? '自拟' : each.said}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

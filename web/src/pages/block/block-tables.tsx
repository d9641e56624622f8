import { useQuery } from '@tanstack/react-query';
import { type Against, blockTablesQuery, type TableLine } from '../../api/blocks.ts';
import type { Lamp as LampName } from '../../api/types/index.ts';
import { figure, share } from '../../parts/figures.ts';
import { Lamp } from '../../parts/lamp.tsx';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';

const lampOf: Readonly<Record<Against, readonly [LampName, string]>> = {
  reached: ['normal', '达到计划'],
  close: ['near', '略低于计划'],
  behind: ['overdue', '落后计划'],
  unknown: ['suspended', '缺数'],
};

const MOST_NAMED = 3;

/** 五张报表 of a block, against plan: what is behind comes out in the heading. */
export function BlockTables({ region }: { readonly region: string }) {
  const { data: given } = useQuery(blockTablesQuery(region));
  if (!given) return null;
  const lines = given.tables.flatMap((each) => each.lines);
  if (lines.every((each) => each.month === null)) return null;
  const behind = lines.filter((each) => each.against === 'behind');
  return (
    <section aria-label={given.title}>
      <h4 className={`section-title ${page.line}`}>
        {behind.length === 0
          ? `${given.title}：没有落后计划的`
          : behind.length > MOST_NAMED
            ? `${given.title}：${behind.length} 项落后计划`
            : `${given.title}：${behind.map((each) => each.title).join('、')}落后计划`}
      </h4>
      <Scroll title="报表各项">
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">报表</th>
              <th scope="col">指标</th>
              <th scope="col" className={page.number ?? ''}>
                计划
              </th>
              <th scope="col" className={page.number ?? ''}>
                实际
              </th>
              <th scope="col" className={page.number ?? ''}>
                完成
              </th>
              <th scope="col">情况</th>
            </tr>
          </thead>
          <tbody>
            {given.tables.flatMap((table) =>
              table.lines.map((line, at) => (
                <Line key={line.id} line={line} table={at === 0 ? table.title : ''} rows={table.lines.length} />
              )),
            )}
          </tbody>
        </table>
      </Scroll>
      <p className={`meta ${page.line}`}>
        {given.source.title}
        {given.source.assumed ? '（未核实）' : ''}
      </p>
    </section>
  );
}

type LineProps = { readonly line: TableLine; readonly table: string; readonly rows: number };

function Line({ line, table, rows }: LineProps) {
  const [lamp, word] = lampOf[line.against];
  return (
    <tr>
      {table && (
        <th scope="rowgroup" rowSpan={rows} style={{ fontWeight: 400 }}>
          {table}
        </th>
      )}
      <th scope="row" style={{ fontWeight: 400 }}>
        {line.title}（{line.unit}）
      </th>
      <td className={page.number ?? ''}>{shown(line.plan)}</td>
      <td className={page.number ?? ''}>{shown(line.actual)}</td>
      <td className={page.number ?? ''}>
        {line.plan === null || line.actual === null ? '—' : share(line.actual, line.plan)}
      </td>
      <td>
        <Lamp lamp={lamp} word={word} />
        {line.month && <span className="meta"> 截至 {Number(line.month.slice(5))} 月</span>}
      </td>
    </tr>
  );
}

const shown = (value: number | null): string => (value === null ? '—' : figure(value, Number.isInteger(value) ? 0 : 1));

import { Button, Select } from 'antd';
import { useState } from 'react';
import type { Reach, ReachPart } from '../../api/policies.ts';
import { figure, money, share } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { saveCsv } from '../../parts/save-csv.ts';
import styles from './policies.module.css';

/** Where those who could have it are, and how large they are: one clause at a time. */
export function ReachParts({ rows }: { readonly rows: readonly Reach[] }) {
  const [chosen, setChosen] = useState<string>();
  const known = rows.filter((each) => each.eligible > 0);
  const row = known.find((each) => each.clause === chosen) ?? known[0];
  if (!row) return null;
  return (
    <section aria-label="分布" style={{ marginTop: 16 }}>
      <div className="spread">
        <h3>可享企业在哪里、多大</h3>
        <span className="row">
          {known.length > 1 && (
            <Select
              aria-label="哪一条"
              value={row.clause}
              onChange={setChosen}
              options={known.map(({ clause, title }) => ({ value: clause, label: title }))}
              popupMatchSelectWidth={false}
              style={{ minWidth: 160, maxWidth: 280 }}
            />
          )}
          <Button className="no-print" onClick={() => saveCsv(`触达 ${row.title}.csv`, tableOf(row))}>
            导出表格
          </Button>
        </span>
      </div>
      <div className={styles.parts}>
        <Parts title="按区域" parts={row.regions} whole={row.eligible} />
        <Parts title="按规模" parts={row.sizes} whole={row.eligible} />
      </div>
    </section>
  );
}

const tableOf = ({ regions, sizes }: Reach): readonly (readonly string[])[] => [
  ['维度', '名称', '户数', '金额（元）'],
  ...[...regions.map((each) => ['区域', each] as const), ...sizes.map((each) => ['规模', each] as const)].map(
    ([name, { title, count, fen }]) => [name, title, String(count), (fen / 100).toFixed(2)],
  ),
];

type PartsProps = { readonly title: string; readonly parts: readonly ReachPart[]; readonly whole: number };

function Parts({ title, parts, whole }: PartsProps) {
  const most = Math.max(1, ...parts.map((each) => each.count));
  return (
    <table className={page.table}>
      <thead>
        <tr>
          <th>{title}</th>
          <th className={page.number}>户数</th>
          <th className={page.number}>占比</th>
          <th className={page.number}>金额</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ code, title: name, count, fen }) => (
          <tr key={code ?? 'unknown'}>
            <td>
              {name}
              <div className={styles.bar} style={{ inlineSize: `${(100 * count) / most}%` }} />
            </td>
            <td className={page.number}>{figure(count)}</td>
            <td className={page.number}>{share(count, whole)}</td>
            <td className={page.number}>{fen > 0 ? money(fen) : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

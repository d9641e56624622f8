import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { type FactImport, factsQuery, type ImportColumn, isUnderWay, runImport } from '../../api/enterprises.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';
import styles from './enterprises.module.css';

/** What each column means: found by its name or remembered, and changed here. */
export function ImportColumns({ entry }: { readonly entry: FactImport }) {
  const { id } = entry;
  const [settled, setSettled] = useState(entry.columns);
  const facts = useQuery(factsQuery).data?.facts ?? [];
  const send = useSend(runImport, ['fact-imports', 'enterprises']);
  const options = [
    { value: 'code', label: '统一社会信用代码' },
    ...facts.map((each) => ({ value: each.key, label: each.name })),
  ];
  const busy = send.isPending || isUnderWay(entry);
  const left = settled.filter((each) => each.key === undefined).length;
  const change = (at: number, key: string | null) =>
    setSettled(settled.map((each, nth) => (nth === at ? ({ ...each, key: key ?? undefined } as ImportColumn) : each)));
  return (
    <section className="panel" aria-label="各列的含义">
      <div className={`spread ${page.block}`}>
        <p>
          {settled.length} 列，认出 {settled.length - left} 列{left > 0 && `，${left} 列不导入`}
        </p>
        <div className="row">
          <Button loading={busy} onClick={() => send.mutate({ id, columns: settled, dryRun: true })}>
            试算
          </Button>
          <Button type="primary" loading={busy} onClick={() => send.mutate({ id, columns: settled, dryRun: false })}>
            导入
          </Button>
        </div>
      </div>
      {send.error && <Failure error={send.error} />}
      <div className={styles.columns}>
        <table className={page.table}>
          <thead>
            <tr>
              <th>表头</th>
              <th>对应的数据</th>
              <th>前几行</th>
            </tr>
          </thead>
          <tbody>
            {settled.map((each, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns of a file have no other identity than their place
              <tr key={at}>
                <td>{each.heading}</td>
                <td>
                  <Select
                    aria-label={`${each.heading} 对应的数据`}
                    value={each.key ?? null}
                    onChange={(next: string | null) => change(at, next)}
                    options={options}
                    allowClear
                    showSearch={{ optionFilterProp: 'label' }}
                    placeholder={each.near?.length ? `不导入；可能是 ${each.near.join('、')}` : '不导入'}
                    style={{ width: '100%', minWidth: 200 }}
                  />
                  {each.by === 'memory' && <span className="meta">按上次的认法</span>}
                </td>
                <td className="meta">{each.samples?.join('，')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

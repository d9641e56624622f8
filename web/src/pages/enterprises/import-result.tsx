import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FactImport, faultsUrl, importQuery } from '../../api/enterprises.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import styles from './enterprises.module.css';

export const STATE_WORDS: Readonly<Record<FactImport['state'], string>> = {
  uploading: '上传中',
  ready: '待导入',
  queued: '排队中',
  running: '导入中',
  done: '已导入',
  failed: '失败',
};

const FIGURES = [
  ['read', '读到的行'],
  ['good', '可用'],
  ['bad', '有误'],
  ['added', '新企业'],
  ['changed', '有变化'],
  ['same', '没有变化'],
  ['cells', '变动的数据'],
  ['rivals', '来源说法不一'],
] as const;

/** How far an import has come, what it changed, and which rows want putting right. */
export function ImportResult({ id }: { readonly id: string }) {
  const query = useQuery(importQuery(id));
  return (
    <QueryView query={query} rows={2}>
      {(entry) => <Result entry={entry} />}
    </QueryView>
  );
}

function Result({ entry }: { readonly entry: FactImport }) {
  const { counts, faults = [] } = entry;
  if (entry.state === 'ready' && counts.read === undefined) return null;
  const tried = entry.dryRun && entry.state === 'ready';
  return (
    <section className="panel" aria-label="导入结果" aria-live="polite">
      <div className={page.block}>
        <h2 className="section-title">{tried ? '试算结果（还没有导入）' : STATE_WORDS[entry.state]}</h2>
        {entry.failure && <p>{entry.failure}</p>}
        <dl className={styles.figures}>
          {FIGURES.filter(([key]) => counts[key] !== undefined).map(([key, title]) => (
            <div key={key}>
              <dt className="meta">{title}</dt>
              <dd>{counts[key]?.toLocaleString('zh-CN')}</dd>
            </div>
          ))}
        </dl>
      </div>
      {faults.length > 0 && (
        <div className={page.block}>
          <div className="spread">
            <p>有误的行没有导入，其余照办。下载后改正，原样再传即可。</p>
            <Button href={faultsUrl(entry.id)}>下载有误的行</Button>
          </div>
          <div className={page.scroll}>
            <table className={page.table}>
              <thead>
                <tr>
                  <th>行</th>
                  <th>列</th>
                  <th>原因</th>
                  <th>怎么办</th>
                </tr>
              </thead>
              <tbody>
                {faults.flatMap((row) =>
                  row.faults.map((each) => (
                    <tr key={`${row.row}-${each.column}`}>
                      <td>{row.row}</td>
                      <td>{each.column}</td>
                      <td>{each.why}</td>
                      <td>{each.todo}</td>
                    </tr>
                  )),
                )}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </section>
  );
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { type FirmScheme, firmBook, firmPaper, type Regrading, reweighQuery } from '../../api/firms.ts';
import { figure } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import styles from './firms.module.css';
import { gradeWord } from './part-list.tsx';

/** 改权重: before and after, who changes grade and what did it. Nothing is kept. */
export function ReweighPanel({ scheme }: { readonly scheme: FirmScheme }) {
  const [wanted, setWanted] = useState<Readonly<Record<string, number>>>({});
  const [tried, setTried] = useState<Readonly<Record<string, number>>>({});
  const changesOf = (given: Readonly<Record<string, number>>) =>
    scheme.leaves.flatMap(({ id, own }) => {
      const weight = given[id];
      return weight === undefined || weight === own ? [] : [{ node: id, weight }];
    });
  const changes = changesOf(tried);
  const query = useQuery({
    ...reweighQuery(scheme.id, changes),
    enabled: changes.length > 0,
    placeholderData: keepPreviousData,
  });
  return (
    <section className={`panel ${page.block}`} aria-label="改权重试算">
      <h2 className="section-title">改权重试算</h2>
      <p className="meta">改几项的权重，看谁换档、为什么；只是试算，不留存。同一组里的权重按比例折算。</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setTried(wanted);
        }}
      >
        <div className={styles.weights}>
          {scheme.leaves.map((leaf) => (
            <div key={leaf.id}>
              <span>{leaf.title}</span>
              <InputNumber
                aria-label={`${leaf.title}的权重`}
                min={0.1}
                max={1000}
                value={wanted[leaf.id] ?? leaf.own}
                onChange={(weight) => setWanted({ ...wanted, [leaf.id]: weight ?? leaf.own })}
              />
            </div>
          ))}
        </div>
        <div className="row no-print">
          <Button type="primary" htmlType="submit" disabled={changesOf(wanted).length === 0} loading={query.isFetching}>
            试算
          </Button>
          <Button
            disabled={changesOf(wanted).length === 0 && changes.length === 0}
            onClick={() => {
              setWanted({});
              setTried({});
            }}
          >
            回到方案
          </Button>
          {changes.length > 0 && (
            <>
              <Button href={firmBook(scheme.id, changes)}>前后对照（Excel）</Button>
              <Button href={firmPaper(scheme.id, changes)}>前后对照（Word）</Button>
            </>
          )}
        </div>
      </form>
      {changes.length > 0 && (
        <QueryView query={query}>{(trial) => <Moved trial={trial} scheme={scheme.id} />}</QueryView>
      )}
    </section>
  );
}

function Moved({ trial, scheme }: { readonly trial: Regrading; readonly scheme: string }) {
  const counts = trial.after.map(
    ({ grade, cut }, at) =>
      `${grade} 类 ${trial.before[at]?.count} → ${trial.after[at]?.count} 家${
        cut === null ? '' : `（档线 ${figure(trial.before[at]?.cut ?? 0, 1)} → ${figure(cut, 1)}）`
      }`,
  );
  return (
    <div aria-live="polite" style={{ marginTop: 16 }}>
      <p>
        <strong>{trial.total} 家换档</strong>，{trial.same} 家不变。{counts.join('，')}。
      </p>
      {trial.moved.length > 0 && (
        <Scroll title="换档的企业">
          <table className={page.table}>
            <thead>
              <tr>
                <th scope="col">企业</th>
                <th scope="col">档次</th>
                <th scope="col">为什么</th>
              </tr>
            </thead>
            <tbody>
              {trial.moved.map((each) => (
                <tr key={each.enterprise.id}>
                  <th scope="row" style={{ fontWeight: 400 }}>
                    <Link to="/firm-grades/$scheme/$enterprise" params={{ scheme, enterprise: each.enterprise.id }}>
                      {each.enterprise.name}
                    </Link>
                    <p className="meta">{each.region}</p>
                  </th>
                  <td style={{ whiteSpace: 'nowrap' }}>
                    {each.up ? '↑ 升档 ' : '↓ 降档 '}
                    {gradeWord(each.before.grade)} → <strong>{gradeWord(each.after.grade)}</strong>
                  </td>
                  <td style={{ minWidth: 260 }}>{each.why}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </div>
  );
}

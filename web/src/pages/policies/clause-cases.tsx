import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { boundariesQuery, type CaseView, type ClauseView } from '../../api/policies.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';

/** What the clause was tried on, and what comes out at each of its bounds. */
export function ClauseCases({ clause }: { readonly clause: ClauseView }) {
  const [asked, setAsked] = useState(false);
  const bounds = useQuery({ ...boundariesQuery(clause.clause), enabled: asked });
  return (
    <>
      <details className={page.block}>
        <summary>算例（{clause.cases.length} 个，每次发布都重算）</summary>
        <Cases title="算例" cases={clause.cases} />
      </details>
      <details className={page.block} onToggle={({ currentTarget }) => currentTarget.open && setAsked(true)}>
        <summary>界限算例（条件里的每个数：差一点、正好、过一点、不知道）</summary>
        {asked && <QueryView query={bounds}>{(cases) => <Cases title="界限算例" cases={cases} />}</QueryView>}
      </details>
    </>
  );
}

function Cases({ title, cases }: { readonly title: string; readonly cases: readonly CaseView[] }) {
  return (
    <Scroll title={title}>
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">算例</th>
            <th scope="col">与样板企业不同之处</th>
            <th scope="col">结果</th>
            <th scope="col" className={page.number}>
              金额
            </th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ name, facts, expect, amount, because = [] }) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{facts.map((each) => `${each.name} ${each.value}`).join('，') || '—'}</td>
              <td>
                {expect}
                {because.length > 0 && <p className="meta">{because.map((each) => `“${each}”`).join('、')}未满足</p>}
              </td>
              <td className={page.number}>{amount ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

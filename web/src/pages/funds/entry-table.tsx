import { Button } from 'antd';
import { useState } from 'react';
import type { FundEntry } from '../../api/funds.ts';
import { figure, money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Scroll } from '../../parts/scroll.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { ACCOUNT_WORDS, ACT_WORDS } from './fund-words.ts';

const FIRST = 20;

/** Every movement, out of which account into which one. */
export function EntryTable({ entries, title }: { readonly entries: readonly FundEntry[]; readonly title: string }) {
  const now = useNow();
  const [all, setAll] = useState(false);
  const shown = all ? entries : entries.slice(0, FIRST);
  return (
    <Scroll panel title="分录">
      <h2 className={`section-title ${page.block}`}>{title}</h2>
      <table className={`${page.table} ${page.cards}`}>
        <thead>
          <tr>
            {['序号', '时间', '事由', '从', '到'].map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
            <th scope="col" className={page.number ?? ''}>
              金额
            </th>
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => (
            <tr key={`${entry.seq} ${entry.at}`}>
              <td>{entry.seq}</td>
              <td style={{ whiteSpace: 'nowrap' }}>{moment(entry.at, now)}</td>
              <td className={page.lead} style={{ whiteSpace: 'nowrap' }}>
                {ACT_WORDS[entry.act] ?? entry.act}
              </td>
              <td style={{ whiteSpace: 'nowrap' }}>{ACCOUNT_WORDS[entry.from]}</td>
              <td className={page.to} style={{ whiteSpace: 'nowrap' }}>
                {ACCOUNT_WORDS[entry.to]}
              </td>
              <td className={page.number}>{money(entry.amount)}</td>
              <td>
                {entry.note}
                {entry.bankNumber && <span className="meta">&emsp;流水号 {entry.bankNumber}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < entries.length && (
        <p className={page.block}>
          <Button onClick={() => setAll(true)}>再看其余 {figure(entries.length - shown.length)} 笔</Button>
        </p>
      )}
    </Scroll>
  );
}

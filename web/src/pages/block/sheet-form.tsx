import { useState } from 'react';
import { blockSheetUrl, importBlockSheet } from '../../api/blocks.ts';
import { useSend } from '../../api/use-send.ts';
import { DropFile } from '../../parts/drop-file.tsx';
import { MonthPicker } from '../../parts/month-picker.tsx';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';

/** The tables of all blocks for a month: out as Excel, filled, in again; wrong rows are told by place. */
export function SheetForm({ month: first }: { readonly month: string }) {
  const [month, setMonth] = useState(first);
  const send = useSend(importBlockSheet, ['blocks']);
  return (
    <section className={`panel ${page.block}`} aria-label="填报五张报表">
      <h2 className="section-title">填报五张报表</h2>
      <div className="row">
        <MonthPicker value={month} onChange={setMonth} />
        <a href={blockSheetUrl(month)} download>
          下载填报表（Excel）
        </a>
      </div>
      <DropFile
        busy={send.isPending}
        accept=".xlsx"
        what="把填好的表拖到这里"
        hint="计划、实际两列填数；空着的行不导入"
        onFile={(file) => send.mutate({ file, month })}
      />
      {send.error && <Failure error={send.error} />}
      {send.data && send.data.errors.length === 0 && <p role="status">已导入 {send.data.figures} 个数。</p>}
      {send.data && send.data.errors.length > 0 && (
        <>
          <p role="alert">没有导入，请改正后再试：</p>
          <ul>
            {send.data.errors.map((each) => (
              <li key={`${each.row} ${each.column} ${each.message}`}>
                第 {each.row} 行“{each.column}”：{each.message}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

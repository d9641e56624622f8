import { Button, Radio } from 'antd';
import { useState } from 'react';
import { exportOrdersUrl, importOrders, type OrderImport } from '../../api/exchange.ts';
import { useSend } from '../../api/use-send.ts';
import { DropFile } from '../../parts/drop-file.tsx';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { Failure } from '../../parts/states.tsx';
import { isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

/** 12345、110 工单 by Excel, for when the line between the systems is not there. */
export function WorkOrdersPage() {
  const [peer, setPeer] = useState('12345');
  const send = useSend(importOrders, ['matters']);
  return (
    <Page title="12345、110 工单" meta="一个工单一个编号，转来转去编号不变；重复导入不重复立件。" narrow>
      <section className="panel" aria-label="工单导入和导出">
        <div className={page.block}>
          <h2 className="section-title">导入</h2>
          <Radio.Group
            aria-label="从哪里来"
            value={peer}
            onChange={(event) => setPeer(event.target.value)}
            options={[
              { value: '12345', label: '12345 热线' },
              { value: '110', label: '110' },
            ]}
          />
          <DropFile
            accept=".xlsx"
            what="把工单 Excel 拖到这里"
            hint="有误的行会逐一指出，其余照办"
            busy={send.isPending}
            onFile={(file) => send.mutate({ peer, file })}
          />
          {send.error && <Failure error={send.error} />}
          {send.data && <Outcome result={send.data} />}
        </div>
        <Export />
      </section>
    </Page>
  );
}

function Outcome({ result }: { readonly result: OrderImport }) {
  return (
    <div role="status">
      <p>
        新立&thinsp;{result.opened}&thinsp;件，已有&thinsp;{result.existed}&thinsp;件，有误&thinsp;{result.wrong.length}
        &thinsp;处。
      </p>
      <ul>
        {result.wrong.map((one) => (
          <li key={`${one.row}-${one.column}-${one.message}`}>
            第&thinsp;{one.row}&thinsp;行 {one.column}：{one.message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Export() {
  const today = isoDay(useNow());
  const [from, setFrom] = useState(`${today.slice(0, 7)}-01`);
  const [to, setTo] = useState(today);
  return (
    <div className={page.block}>
      <h2 className="section-title">导出</h2>
      <div className="row">
        <label htmlFor="orders-from">来件日期</label>
        <DateInput id="orders-from" value={from} onChange={(day) => typeof day === 'string' && setFrom(day)} />
        <label htmlFor="orders-to">至</label>
        <DateInput id="orders-to" value={to} onChange={(day) => typeof day === 'string' && setTo(day)} />
        <Button href={exportOrdersUrl(from, to)}>导出 Excel</Button>
      </div>
    </div>
  );
}

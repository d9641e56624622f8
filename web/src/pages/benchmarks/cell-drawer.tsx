import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { type CellHistory, cellHistoryQuery, checkBenchmark, withdrawBenchmark } from '../../api/benchmarks.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { Failure } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { plain } from './figure-words.ts';

type Cell = { readonly city: string; readonly indicator: string; readonly period: string };
type Props = { readonly cell: Cell; readonly onClose: () => void };

/** Where a city's value comes from: the years, every statement of it, who recorded it; taking it back. */
export function CellDrawer({ cell, onClose }: Props) {
  const now = useNow();
  const may = can(useAccount(), 'evaluation.manage');
  const query = useQuery(cellHistoryQuery(cell));
  const [taking, setTaking] = useState(false);
  return (
    <Drawer open title={`${cell.city}：${query.data?.title ?? ''}`} size="min(100vw, 560px)" onClose={onClose}>
      <QueryView query={query}>
        {({ years, rows, unit }) => (
          <>
            <h2 className="section-title">历年</h2>
            <table className={page.table}>
              <tbody>
                {years.map((each) => (
                  <tr key={each.period}>
                    <th scope="row" style={{ fontWeight: 400 }}>
                      {each.title}
                    </th>
                    <td className={page.number ?? ''} style={{ whiteSpace: 'nowrap' }}>
                      {plain(each.value)} {unit}
                    </td>
                    <td className="meta">
                      {each.source}（{each.day}）
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <h2 className="section-title" style={{ marginTop: 24 }}>
              这个数的来历
            </h2>
            {rows.map((each) => (
              <p key={each.id} style={{ marginBottom: 8 }}>
                {each.value === null ? '撤回' : `${plain(each.value)} ${unit}`}
                {each.link ? (
                  <>
                    {' '}
                    <a href={each.link} target="_blank" rel="noreferrer">
                      {each.source}
                    </a>
                  </>
                ) : (
                  ` ${each.source}`
                )}
                <span className="meta">
                  {' '}
                  {each.sourceDay} · {each.by} {moment(each.at, now)}录
                  {each.checked && `，${each.checked.by} ${moment(each.checked.at, now)}核对`}
                  {!each.checked && each.value !== null && '，未核对'}
                </span>
                {each.why && <span> 理由：{each.why}</span>}
              </p>
            ))}
            {may && <Check cell={cell} row={rows.at(-1)} unit={unit} />}
            {may && rows.at(-1)?.value !== null && !taking && (
              <Button onClick={() => setTaking(true)}>撤回这个数</Button>
            )}
            {taking && <Withdraw cell={cell} onDone={onClose} onCancel={() => setTaking(false)} />}
          </>
        )}
      </QueryView>
    </Drawer>
  );
}

type CheckProps = {
  readonly cell: Cell;
  readonly row: CellHistory['rows'][number] | undefined;
  readonly unit: string;
};

/** The second pair of eyes: what stands in the document is typed once more. */
function Check({ cell, row, unit }: CheckProps) {
  const send = useSend(checkBenchmark, ['benchmarks']);
  if (!row || row.value === null || row.checked) return null;
  if (row.own) return <p className="meta">是您录的，要由另一个人对照来源文件核对。</p>;
  return (
    <Form<{ value: number }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ value }) => send.mutate({ ...cell, value })}
    >
      <Form.Item
        name="value"
        label={`对照来源文件核对：文件上写的是（${unit}）`}
        rules={[{ required: true, message: '请把来源文件上的数写在这里' }]}
      >
        <InputNumber style={{ width: 176 }} inputMode="decimal" />
      </Form.Item>
      {send.error && <Failure error={send.error} />}
      <Button htmlType="submit" type="primary" loading={send.isPending} style={{ marginBottom: 12 }}>
        核对
      </Button>
    </Form>
  );
}

type WithdrawProps = { readonly cell: Cell; readonly onDone: () => void; readonly onCancel: () => void };

function Withdraw({ cell, onDone, onCancel }: WithdrawProps) {
  const send = useSend(withdrawBenchmark, ['benchmarks']);
  return (
    <Form<{ why: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ why }) => send.mutate({ ...cell, why }, { onSuccess: onDone })}
    >
      <Form.Item
        name="why"
        label="为什么撤回"
        extra="原来的数和来源留着，只是不再用来比"
        rules={[{ required: true, min: 4, message: '请写明理由' }]}
      >
        <Input maxLength={300} />
      </Form.Item>
      <FormFoot submit="撤回" sending={send} onCancel={onCancel} />
    </Form>
  );
}

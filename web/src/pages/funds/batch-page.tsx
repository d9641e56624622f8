import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import {
  type FundBatchDetail,
  type FundPayment,
  fundBatchQuery,
  moveBatch,
  type Receipt,
  takeReceipt,
} from '../../api/funds.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { DropFile } from '../../parts/drop-file.tsx';
import { figure, money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Failure } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { BATCH_WORDS } from './fund-words.ts';
import styles from './funds.module.css';

const route = getRouteApi('/official/funds/batches/$id');

/** One batch on its way: approved by another, sent, and line by line what the bank said. */
export function BatchPage() {
  const { id } = route.useParams();
  const query = useQuery(fundBatchQuery(id));
  return <QueryView query={query}>{(batch) => <Whole batch={batch} />}</QueryView>;
}

function Whole({ batch }: { readonly batch: FundBatchDetail }) {
  const now = useNow();
  const move = useSend(moveBatch, ['funds']);
  const history = [
    `${batch.preparedBy} ${moment(batch.preparedAt, now)} 编制`,
    batch.approvedBy && batch.approvedAt && `${batch.approvedBy} ${moment(batch.approvedAt, now)} 复核`,
    batch.sentAt && `${moment(batch.sentAt, now)} 送付`,
  ].filter(Boolean);
  return (
    <Page
      title={`拨付批次 ${batch.number}`}
      meta={`${BATCH_WORDS[batch.status]}；${history.join('，')}`}
      actions={<Moves batch={batch} move={move} />}
    >
      {move.error && <Failure error={move.error} />}
      <div className="row">
        <span>
          共&thinsp;<strong>{figure(batch.payments)}</strong>&thinsp;笔，<strong>{money(batch.total)}</strong>
        </span>
        <Link to="/funds/lines/$id" params={{ id: batch.line }}>
          所属预算
        </Link>
      </div>
      {(batch.status === 'sent' || batch.status === 'reconciled') && <ReceiptBox id={batch.id} />}
      <Payments payments={batch.items} />
      <Mismatches lines={batch.bankLines} />
    </Page>
  );
}

type MovesProps = {
  readonly batch: FundBatchDetail;
  readonly move: ReturnType<typeof useSend<Parameters<typeof moveBatch>[0], unknown>>;
};

function Moves({ batch: { id, status }, move }: MovesProps) {
  const account = useAccount();
  const run = (step: 'approve' | 'send' | 'cancel') => move.mutate({ id, step });
  return (
    <>
      {status === 'drafted' && can(account, 'funds.approve') && (
        <Button type="primary" loading={move.isPending} onClick={() => run('approve')}>
          复核通过
        </Button>
      )}
      {status === 'approved' && can(account, 'funds.pay') && (
        <>
          <Button href={`/api/funds/batches/${encodeURIComponent(id)}/payment-file`}>下载付款文件</Button>
          <Popconfirm
            title="付款文件已交银行或国库？"
            okText="已送付"
            cancelText="还没有"
            onConfirm={() => run('send')}
          >
            <Button type="primary" loading={move.isPending}>
              标记已送付
            </Button>
          </Popconfirm>
        </>
      )}
      {(status === 'drafted' || status === 'approved') && can(account, 'funds.prepare') && (
        <Popconfirm title="作废后，款项回到待编批次" okText="作废" cancelText="不作废" onConfirm={() => run('cancel')}>
          <Button danger>作废</Button>
        </Popconfirm>
      )}
    </>
  );
}

function ReceiptBox({ id }: { readonly id: string }) {
  const send = useSend(takeReceipt, ['funds']);
  const [told, setTold] = useState<Receipt>();
  if (!can(useAccount(), 'funds.pay')) return null;
  return (
    <section className="panel panel-pad stack no-print" aria-label="导入回单">
      <DropFile
        busy={send.isPending}
        accept=".xlsx,.csv"
        what="把银行或国库的回单拖到这里"
        hint="Excel（.xlsx）或 CSV；同一份回单导入多次不会重复记账"
        onFile={(file) => send.mutate({ id, file }, { onSuccess: setTold })}
      />
      {send.error && <Failure error={send.error} />}
      {told && <Told receipt={told} />}
    </section>
  );
}

function Told({ receipt: { arrived, returned, known, open, mismatches, errors } }: { readonly receipt: Receipt }) {
  const wrong = [
    ...mismatches.map(({ row, what }) => `第 ${row} 行：${what}（已转资金异常核查）`),
    ...errors.map(({ row, column, what }) => `第 ${row} 行“${column}”：${what}（这一行没有导入，已转资金异常核查）`),
  ];
  return (
    <div role="status">
      <p>
        到账&thinsp;{figure(arrived)}&thinsp;笔，退回&thinsp;{figure(returned)}&thinsp;笔，没有了结&thinsp;
        {figure(open)}&thinsp;笔
        {known > 0 && `，以前已导入 ${figure(known)} 笔`}。
      </p>
      {wrong.length > 0 && (
        <ul className={page.warning}>
          {wrong.slice(0, 50).map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

const OUTCOMES = { arrived: '● 已到账', returned: '■ 退回' } as const;

function Payments({ payments }: { readonly payments: readonly FundPayment[] }) {
  return (
    <Scroll panel title="付款明细">
      <table className={`${page.table} ${page.cards}`}>
        <thead>
          <tr>
            {['业务编号', '企业', '账号'].map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
            <th scope="col" className={page.number}>
              金额
            </th>
            <th scope="col">结果</th>
          </tr>
        </thead>
        <tbody>
          {payments.map((payment) => (
            <tr key={payment.reference}>
              <td>{payment.reference}</td>
              <td className={`${styles.firm} ${page.lead}`}>
                <Link to="/funds/items/$id" params={{ id: payment.item }}>
                  {payment.enterprise.name}
                </Link>
              </td>
              <td style={{ whiteSpace: 'nowrap' }}>
                {/^\d+$/.test(payment.account) ? `尾号 ${payment.account}` : payment.account}
              </td>
              <td className={page.number}>{money(payment.amount)}</td>
              <td>
                <span className={payment.outcome === 'returned' ? styles.owed : undefined}>
                  {payment.outcome ? OUTCOMES[payment.outcome] : '—'}
                </span>
                {payment.why && <span className="meta">&emsp;{payment.why}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Mismatches({ lines }: { readonly lines: FundBatchDetail['bankLines'] }) {
  const wrong = lines.filter((each) => each.mismatch);
  if (wrong.length === 0) return null;
  return (
    <section className="panel" aria-label="对不上的回单">
      <h2 className={`section-title ${page.block}`}>对不上的回单（{wrong.length}）</h2>
      <ul>
        {wrong.map((each) => (
          <li key={`${each.bankNumber} ${each.file} ${each.row}`} className={page.line}>
            <span className="grow">
              {each.file}&thinsp;第&thinsp;{each.row}&thinsp;行：{each.mismatch}
              {each.settled && <span className="meta">&emsp;更正的回单已经对上</span>}
            </span>
            {each.matter && (
              <Link to="/matters/$id" params={{ id: each.matter }}>
                核查事项
              </Link>
            )}
            <span>{money(each.amount)}</span>
            <span className="meta">流水号 {each.bankNumber}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

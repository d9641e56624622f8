import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { changeFundItem, type FundItemDetail, fundItemQuery } from '../../api/funds.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { money } from '../../parts/figures.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { periodWord } from '../../parts/time.ts';
import { can } from '../../shell/permissions.ts';
import { EntryTable } from './entry-table.tsx';
import { ACCOUNT_WORDS, BAR, STAGE_WORDS } from './fund-words.ts';
import styles from './funds.module.css';
import { OwedPanel } from './owed.tsx';
import { YuanInput } from './yuan-input.tsx';

const route = getRouteApi('/official/funds/items/$id');

/** One promise, from the budget line to the account and back. */
export function ItemPage() {
  const { id } = route.useParams();
  const query = useQuery(fundItemQuery(id));
  return (
    <QueryView query={query}>
      {(item) => (
        <Page title={item.enterprise.name} meta={`${item.purpose}，${periodWord(item.period)}`}>
          <section className="panel panel-pad stack" aria-label="来龙去脉">
            <p>
              <Link to="/funds/lines/$id" params={{ id: item.line }}>
                {item.lineView.title}（{item.lineView.year}&thinsp;年）
              </Link>
              &ensp;→&ensp;{STAGE_WORDS[item.stage]}
              {item.advance && '（预拨）'}
              {item.matter && (
                <>
                  &emsp;
                  <Link to="/matters/$id" params={{ id: item.matter }}>
                    申领事项
                  </Link>
                </>
              )}
            </p>
            <div className={styles.figures}>
              {[...BAR, 'receivable' as const]
                .filter((each) => each !== 'available' && item.balances[each] > 0)
                .map((each) => (
                  <div key={each} className={each === 'receivable' ? styles.owed : undefined}>
                    <span className="meta">{ACCOUNT_WORDS[each]}</span>
                    <strong>{money(item.balances[each])}</strong>
                  </div>
                ))}
            </div>
            {item.payments.map((payment) => (
              <p key={payment.reference}>
                <Link to="/funds/batches/$id" params={{ id: payment.batch }}>
                  付款 {payment.reference}
                </Link>
                ：{money(payment.amount)}，
                {payment.outcome === 'arrived' ? '已到账' : payment.outcome === 'returned' ? '退回' : '尚无回单'}
                {payment.why && `（${payment.why}）`}
              </p>
            ))}
          </section>
          <OwedPanel item={item} />
          <Acts item={item} />
          <EntryTable entries={item.entries} title="分录" />
        </Page>
      )}
    </QueryView>
  );
}

const ACTS = {
  finalise: { title: '清算预拨', amount: '最终应得总额' },
  reclaim: { title: '认定应收回', amount: '应收回的金额' },
  recover: { title: '登记收回', amount: '收到的金额' },
  release: { title: '释放承诺', amount: '释放的金额' },
} as const;
type Act = keyof typeof ACTS;

const possible = ({ balances, advance, batch, owed }: FundItemDetail): readonly Act[] =>
  [
    advance && balances.advanced > 0 && !owed && ('finalise' as const),
    balances.paid > 0 && ('reclaim' as const),
    balances.receivable > 0 && ('recover' as const),
    balances.committed > 0 && batch === undefined && ('release' as const),
  ].filter((each) => each !== false);

function Acts({ item }: { readonly item: FundItemDetail }) {
  const [act, setAct] = useState<Act>();
  const send = useSend(changeFundItem, ['funds']);
  const acts = possible(item);
  if (!can(useAccount(), 'funds.approve') || acts.length === 0) return null;
  return (
    <section className="panel panel-pad stack no-print" aria-label="办理">
      <div className="row">
        {acts.map((each) => (
          <Button key={each} onClick={() => setAct(each)}>
            {ACTS[each].title}
          </Button>
        ))}
      </div>
      {act && (
        <Form<{ amount: number; note: string }>
          key={act}
          layout="vertical"
          requiredMark={false}
          style={{ maxWidth: 560 }}
          onFinish={({ amount, note }) =>
            send.mutate({ id: item.id, act, amount, note }, { onSuccess: () => setAct(undefined) })
          }
        >
          <Form.Item name="amount" label={ACTS[act].amount} rules={[{ required: true, message: '请写金额' }]}>
            <YuanInput />
          </Form.Item>
          <Form.Item name="note" label="依据" rules={[{ required: true, min: 2, message: '请写明依据' }]}>
            <Input maxLength={200} />
          </Form.Item>
          <FormFoot submit={ACTS[act].title} sending={send} onCancel={() => setAct(undefined)} />
        </Form>
      )}
    </section>
  );
}

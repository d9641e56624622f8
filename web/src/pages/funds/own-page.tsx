import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { confirmAccount, heldOf, type OwnFunds, ownFundsQuery } from '../../api/funds.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import { money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty, Failure } from '../../parts/states.tsx';
import { moment, periodWord } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { STAGE_WORDS } from './fund-words.ts';

/** What the city pays this enterprise, where to, and how far it has come. */
export function OwnFundsPage() {
  const query = useQuery(ownFundsQuery);
  return (
    <Page title="我的资金" narrow>
      <QueryView query={query}>
        {(own) => (
          <>
            <AccountPanel own={own} />
            <section className="panel" aria-label="款项">
              {own.items.length === 0 ? (
                <Empty title="还没有款项">享受到的政策资金会列在这里，从审定到到账，走到哪一步都看得见。</Empty>
              ) : (
                <Items items={own.items} />
              )}
            </section>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Items({ items }: { readonly items: OwnFunds['items'] }) {
  const now = useNow();
  return (
    <ul>
      {items.map(({ id, purpose, period, stage, stageSince, balances }) => (
        <li key={id} className={page.line}>
          <div className="grow">
            <span className={page.name}>{purpose}</span>
            <p className="meta">
              {periodWord(period)}，{STAGE_WORDS[stage]}，{moment(stageSince, now)}&thinsp;起
            </p>
            {balances.receivable > 0 && (
              <p>
                请退回&thinsp;<strong>{money(balances.receivable)}</strong>
                ，退款账户和办法请问主管单位；收到后这里会显示。
              </p>
            )}
          </div>
          <strong>{money(heldOf({ balances }, stage === 'receivable' ? stage : undefined))}</strong>
        </li>
      ))}
    </ul>
  );
}

function AccountPanel({ own: { account, problem } }: { readonly own: OwnFunds }) {
  const [changing, setChanging] = useState(false);
  const now = useNow();
  if (account && !changing)
    return (
      <section className="panel panel-pad spread" aria-label="收款账户">
        <div>
          <p>
            {account.bank}，尾号&thinsp;<strong>{account.tail}</strong>
          </p>
          <p className="meta">
            {account.holder}，{moment(account.confirmedAt, now)}&thinsp;确认
          </p>
          {problem && <p role="alert">■ {problem}</p>}
        </div>
        <Button type={problem ? 'primary' : 'default'} onClick={() => setChanging(true)}>
          {problem ? '重新确认账户' : '更换账户'}
        </Button>
      </section>
    );
  return <AccountForm onDone={() => setChanging(false)} />;
}

function AccountForm({ onDone }: { readonly onDone: () => void }) {
  const send = useSend(confirmAccount, ['funds']);
  const name = useAccount()?.enterprise?.name;
  return (
    <section className="panel panel-pad" aria-label="确认收款账户">
      <Form<{ number: string; holder: string; bank: string }>
        layout="vertical"
        requiredMark={false}
        initialValues={{ holder: name }}
        onFinish={(fields) => send.mutate(fields, { onSuccess: onDone })}
      >
        <p>政策资金只拨付到企业本身的对公账户，请确认一次。</p>
        <Form.Item name="holder" label="户名" rules={[{ required: true, message: '请写户名' }]}>
          <Input size="large" maxLength={100} />
        </Form.Item>
        <Form.Item name="bank" label="开户行" rules={[{ required: true, message: '请写开户行' }]}>
          <Input size="large" maxLength={100} />
        </Form.Item>
        <Form.Item
          name="number"
          label="账号"
          rules={[{ required: true, pattern: /^[\d\s-]{8,40}$/, message: '账号应为数字' }]}
        >
          <Input size="large" inputMode="numeric" autoComplete="off" maxLength={40} />
        </Form.Item>
        {send.error && <Failure error={send.error} />}
        <Button type="primary" size="large" htmlType="submit" loading={send.isPending} block>
          确认收款账户
        </Button>
      </Form>
    </section>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { accountsQuery, type Issued } from '../../api/administration.ts';
import { useAccount } from '../../api/session.ts';
import { NextPage } from '../../parts/next-page.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';
import { AccountForm } from './account-form.tsx';
import { AccountLine } from './account-line.tsx';

/** Who may sign in. What a person may do comes from his posts, not from here. */
export function AccountsPage() {
  const [typed, setTyped] = useState('');
  const accounts = useInfiniteQuery(accountsQuery(useDeferredValue(typed.trim())));
  const [adding, setAdding] = useState(false);
  const [issued, setIssued] = useState<Issued>();
  const mayManage = can(useAccount(), 'access.manage');
  const add = mayManage && !adding && (
    <Button type="primary" onClick={() => setAdding(true)}>
      开通账号
    </Button>
  );
  return (
    <Page title="账号" meta="能做什么由岗位决定，任职在“机构和岗位”里办。" actions={add}>
      {issued && <Password issued={issued} />}
      {adding && (
        <AccountForm
          onClose={() => setAdding(false)}
          onIssued={(made) => {
            setIssued(made);
            setAdding(false);
          }}
        />
      )}
      <div className="row no-print">
        <Input
          aria-label="查账号或姓名"
          placeholder="查账号或姓名"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          style={{ width: 260 }}
        />
      </div>
      <section className="panel" aria-label="账号">
        <QueryView query={accounts}>
          {({ pages }) => {
            const items = pages.flatMap((each) => each.items);
            if (items.length === 0) return <Empty title="没有找到账号">换个账号或姓名试试。</Empty>;
            return (
              <ul>
                {items.map((account) => (
                  <AccountLine key={account.login} account={account} mayManage={mayManage} onIssued={setIssued} />
                ))}
              </ul>
            );
          }}
        </QueryView>
      </section>
      <NextPage query={accounts} className="row">
        再看后面的
      </NextPage>
    </Page>
  );
}

function Password({ issued }: { readonly issued: Issued }) {
  return (
    <p role="alert" className={page.warning}>
      {issued.login} 的初始密码：<strong>{issued.initialPassword}</strong>
      。只显示这一次，请当面或电话告知本人；首次登录须修改。
    </p>
  );
}

import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { useAccount, useSite } from '../../api/session.ts';
import type { Account, DemoAccount } from '../../api/types/index.ts';
import { homeOf } from '../../shell/nav.ts';
import { DemoAccounts } from './demo-accounts.tsx';
import { FollowForm } from './follow-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { PhoneForm } from './phone-form.tsx';
import styles from './sign-in.module.css';

const route = getRouteApi('/public/sign-in');

export function SignInPage() {
  const { back, as } = route.useSearch();
  const navigate = useNavigate();
  const site = useSite();
  const account = useAccount();
  const [way, setWay] = useState(as === 'enterprise' ? 'phone' : as === 'follow' ? 'follow' : 'password');
  const enter = (who: Account) => {
    // Only an address of this site, and only on this person's side of it.
    const inside = back?.startsWith('/') && !back.startsWith('//') ? back : undefined;
    const fits = inside !== undefined && (who.kind === 'official') !== inside.startsWith('/e/');
    void navigate({ href: fits ? inside : homeOf(who) });
  };
  useEffect(() => {
    document.title = '登录 · 畅营';
  }, []);
  return (
    <div className={styles.page}>
      <section className={`panel ${styles.form}`}>
        <h1 className="page-title">登录</h1>
        {account && <p className="meta">现在以“{account.name}”登录，重新登录会换成新的账号。</p>}
        <Tabs
          activeKey={way}
          onChange={setWay}
          items={[
            { key: 'password', label: '工作人员', children: <PasswordForm onEnter={enter} /> },
            { key: 'phone', label: '企业', children: <PhoneForm onEnter={enter} /> },
            { key: 'follow', label: '凭编号查询', children: <FollowForm /> },
          ]}
        />
      </section>
      {site?.demoAccounts && site.demoAccounts.length > 0 && (
        <DemoAccounts accounts={firstFor(way, site.demoAccounts)} onEnter={enter} />
      )}
    </div>
  );
}

/** On the tab of enterprises those come first: on a phone the officials would push them off the screen. */
const firstFor = (way: string, accounts: readonly DemoAccount[]): readonly DemoAccount[] =>
  way === 'phone'
    ? [...accounts].sort((a, b) => Number(b.phone !== undefined) - Number(a.phone !== undefined))
    : accounts;

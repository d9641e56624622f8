import { type Credentials, useSignIn, useSmsCode } from '../../api/session.ts';
import type { Account, DemoAccount } from '../../api/types/index.ts';
import { Failure } from '../../parts/states.tsx';
import styles from './sign-in.module.css';

type Props = { readonly accounts: readonly DemoAccount[]; readonly onEnter: (account: Account) => void };

/** A visitor tries each role with one click. */
export function DemoAccounts({ accounts, onEnter }: Props) {
  const signIn = useSignIn();
  const sms = useSmsCode();
  const enter = async (account: DemoAccount) => {
    const code = account.phone && !account.code ? (await sms.mutateAsync(account.phone)).demoCode : account.code;
    const credentials: Credentials = account.phone
      ? { phone: account.phone, code: code ?? '' }
      : { login: account.login, password: account.password ?? '' };
    signIn.mutate(credentials, { onSuccess: (answer) => onEnter(answer.account) });
  };
  return (
    <section className={`panel ${styles.demo}`} aria-labelledby="demo-accounts">
      <h2 id="demo-accounts" className="section-title">
        演示账号
      </h2>
      <p className="meta">点一行即以该身份进入。</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.login + account.title}>
            <button
              type="button"
              className={styles.account}
              disabled={signIn.isPending || signIn.isSuccess}
              onClick={() => void enter(account)}
            >
              <span>
                {account.title}
                <span className="meta">{` ${account.phone ?? account.login}`}</span>
              </span>
              <span className={styles.go}>进入</span>
            </button>
          </li>
        ))}
      </ul>
      {(signIn.error ?? sms.error) && <Failure error={signIn.error ?? sms.error} />}
    </section>
  );
}

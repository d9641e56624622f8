import { Outlet } from '@tanstack/react-router';
import { useAccount, useSite } from '../api/session.ts';
import { BottomBar } from './bottom-bar.tsx';
import { DemoBanner } from './demo-banner.tsx';
import styles from './enterprise-layout.module.css';
import { enterpriseNav } from './nav.ts';
import { OfflineNotice } from './offline-notice.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import { useFresh } from './use-fresh.ts';

/** The clerk of an enterprise: one column, phone first. */
export function EnterpriseLayout() {
  const site = useSite();
  const account = useAccount();
  useFresh();
  if (account === null) return <SignInAgain as="enterprise" />;
  const signedIn = account?.kind === 'enterprise' && account.matterId === undefined;
  return (
    <div className={signedIn ? styles.withBar : undefined}>
      <DemoBanner />
      <OfflineNotice />
      <header className={`site-header ${styles.top}`}>
        <strong>畅营</strong>
        <span className="meta clip">{account?.enterprise?.name ?? site?.tenant.name}</span>
      </header>
      <main id="main" className={styles.main}>
        <Outlet />
      </main>
      {signedIn && <BottomBar items={enterpriseNav} />}
    </div>
  );
}

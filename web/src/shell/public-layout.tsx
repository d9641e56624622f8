import { Link, Outlet } from '@tanstack/react-router';
import { useSite } from '../api/session.ts';
import { DemoBanner } from './demo-banner.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import styles from './public-layout.module.css';

export function PublicLayout() {
  const site = useSite();
  return (
    <>
      <DemoBanner />
      <OfflineNotice />
      <header className={`site-header ${styles.top}`}>
        <Link to="/sign-in" className={styles.name ?? ''}>
          畅营
        </Link>
        <span className="meta">{site?.tenant.name}营商环境工作平台</span>
      </header>
      <main id="main" className={styles.main}>
        <Outlet />
      </main>
    </>
  );
}

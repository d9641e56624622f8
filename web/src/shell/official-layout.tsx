import { Outlet, useLocation } from '@tanstack/react-router';
import { useOpenable } from '../api/loops.ts';
import { useAccount } from '../api/session.ts';
import { useNarrow } from '../parts/use-narrow.ts';
import { BottomBar } from './bottom-bar.tsx';
import { DemoBanner } from './demo-banner.tsx';
import { KeyHelp } from './keys/key-help.tsx';
import { barredFrom, navFor } from './nav.ts';
import { NotYours } from './not-yours.tsx';
import styles from './official-layout.module.css';
import { OfflineNotice } from './offline-notice.tsx';
import { SideNav } from './side-nav.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import { TopBar } from './top-bar.tsx';
import { useFresh } from './use-fresh.ts';

/** Officials: navigation at the side on a desk, at the thumb on a phone. */
export function OfficialLayout() {
  const account = useAccount();
  const narrow = useNarrow();
  const openable = useOpenable();
  const path = useLocation({ select: ({ pathname }) => pathname });
  useFresh();
  if (account === null) return <SignInAgain />;
  if (!account) return null;
  const barred = barredFrom(account, path);
  const groups = navFor(account, openable !== undefined && openable.length > 0);
  return (
    <>
      <a href="#main" className="skip-link">
        跳到正文
      </a>
      <DemoBanner />
      <OfflineNotice />
      <TopBar account={account} narrow={narrow} />
      <div className={styles.body}>
        {!narrow && <SideNav groups={groups} />}
        <main id="main" tabIndex={-1} className={styles.main}>
          {barred ? <NotYours item={barred} account={account} /> : <Outlet />}
        </main>
      </div>
      {narrow && <BottomBar items={phoneItems(groups)} />}
      <KeyHelp />
    </>
  );
}

const deskOnly: ReadonlySet<string> = new Set(['/documents', '/open']);

/** Five at most fit a thumb; the desks are for desks, the rest stands under 我的. */
const phoneItems = (groups: ReturnType<typeof navFor>) => [
  ...groups
    .flatMap((group) => group.items)
    .filter((item) => !deskOnly.has(item.to))
    .slice(0, 4),
  { to: '/me', label: '我的', icon: 'me' },
];

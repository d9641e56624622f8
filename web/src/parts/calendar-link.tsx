import { Link } from '@tanstack/react-router';
import { useAccount } from '../api/session.ts';

/** The calendar that was used is one click away, for officials and enterprises alike. */
export function CalendarLink() {
  const official = useAccount()?.kind === 'official';
  return (
    <Link to={official ? '/calendar' : '/e/calendar'} style={{ textDecoration: 'underline' }}>
      工作日历
    </Link>
  );
}

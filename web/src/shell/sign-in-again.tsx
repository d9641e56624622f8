import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

type Props = { readonly as?: 'enterprise' };

/** The session ended while the page was open: sign in and come back to it. Once: on the way the address changes too. */
export function SignInAgain({ as }: Props) {
  const navigate = useNavigate();
  const { href } = useLocation();
  const [back] = useState(href);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it appears
  useEffect(() => {
    void navigate({ to: '/sign-in', search: { back, ...(as && { as }) } });
  }, []);
  return null;
}

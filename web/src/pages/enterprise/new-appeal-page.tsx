import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useUnderstand } from '../../api/appeals.ts';
import { signedInPhone } from '../../api/session.ts';
import type { AppealReceipt, Understanding } from '../../api/types/index.ts';
import { useDraft } from '../../parts/use-draft.ts';
import { useTitle } from '../../parts/use-title.ts';
import { type AppealDraft, emptyAppeal } from './appeal-draft.ts';
import { CheckStep } from './check-step.tsx';
import { Receipt } from './receipt.tsx';
import { SayStep } from './say-step.tsx';
import { useRegisteredRegion } from './use-registered-region.ts';

const route = getRouteApi('/e/new');

/** Three screens: say it, check what we understood, keep the receipt. */
export function NewAppealPage() {
  useTitle('反映问题');
  const { step } = route.useSearch();
  const navigate = route.useNavigate();
  const [draft, keep, drop, kept] = useDraft<AppealDraft>('appeal', {
    ...emptyAppeal,
    contactPhone: signedInPhone(),
  });
  const [understood, setUnderstood] = useState<Understanding>();
  const [receipt, setReceipt] = useState<AppealReceipt>();
  const understand = useUnderstand();
  const registered = useRegisteredRegion();
  // The phone's own Back leads from the second screen to the first, not out of the page.
  const check = (found: Understanding) => {
    setUnderstood(found);
    void navigate({ search: { step: 'check' } });
  };
  const next = () =>
    understand.mutate(
      { body: draft.body, ...(draft.place && { place: draft.place }) },
      {
        onSuccess: check,
        // Guessing is a help, not a gate: without it the person chooses himself.
        onError: () => check({ title: draft.body.slice(0, 30) }),
      },
    );
  const done = (made: AppealReceipt) => {
    drop();
    setReceipt(made);
  };
  if (receipt) return <Receipt receipt={receipt} />;
  if (understood && step === 'check') {
    return (
      <CheckStep
        draft={draft}
        understood={{ ...(registered && { region: registered }), ...understood }}
        onDraft={keep}
        onBack={() => window.history.back()}
        onDone={done}
      />
    );
  }
  return <SayStep draft={draft} kept={kept} onDraft={keep} onNext={next} busy={understand.isPending} />;
}

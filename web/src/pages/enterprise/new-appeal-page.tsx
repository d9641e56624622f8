import { useRef, useState } from 'react';
import { useFileAppeal, useUnderstand } from '../../api/appeals.ts';
import { newKey } from '../../api/idempotency.ts';
import type { AppealReceipt, Understanding } from '../../api/types/index.ts';
import { useDraft } from '../../parts/use-draft.ts';
import { useTitle } from '../../parts/use-title.ts';
import { type AppealDraft, emptyAppeal } from './appeal-draft.ts';
import { CheckStep } from './check-step.tsx';
import { Receipt } from './receipt.tsx';
import { SayStep } from './say-step.tsx';

/** Three screens: say it, check what we understood, keep the receipt. */
export function NewAppealPage() {
  useTitle('反映问题');
  const [draft, keep, drop, kept] = useDraft<AppealDraft>('appeal', emptyAppeal);
  const [understood, setUnderstood] = useState<Understanding>();
  const [receipt, setReceipt] = useState<AppealReceipt>();
  const understand = useUnderstand();
  const file = useFileAppeal();
  const key = useRef(newKey());
  const change = (next: AppealDraft) => {
    key.current = newKey();
    keep(next);
  };
  const next = () =>
    understand.mutate(
      { body: draft.body, ...(draft.place && { place: draft.place }) },
      {
        onSuccess: setUnderstood,
        // Guessing is a help, not a gate: without it the person chooses himself.
        onError: () => setUnderstood({ title: draft.body.slice(0, 30) }),
      },
    );
  const submit = (category: string | undefined, region: string | undefined) => {
    const { body, place, files, hideIdentity, contactName, contactPhone } = draft;
    const input = {
      body,
      files,
      hideIdentity,
      title: understood?.title ?? body.slice(0, 30),
      ...(place && { place }),
      ...(contactName && { contactName }),
      ...(contactPhone && { contactPhone }),
      ...(category && { category }),
      ...(region && { region }),
    };
    file.mutate(
      { input, key: key.current },
      {
        onSuccess: (made) => {
          drop();
          setReceipt(made);
        },
      },
    );
  };
  if (receipt) return <Receipt receipt={receipt} />;
  if (understood) {
    return (
      <CheckStep
        draft={draft}
        understood={understood}
        onDraft={change}
        onBack={() => setUnderstood(undefined)}
        onSend={submit}
        sending={file.isPending}
        error={file.error}
      />
    );
  }
  return <SayStep draft={draft} kept={kept} onDraft={change} onNext={next} busy={understand.isPending} />;
}

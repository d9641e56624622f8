import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { type Consents, grantConsent } from '../../api/consents.ts';
import { useSend } from '../../api/use-send.ts';
import { Failure } from '../../parts/states.tsx';
import { isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './enterprises.module.css';

const HALF_YEAR = 183 * 86_400_000;

/** Who may see what, what for, until when. */
export function ConsentForm({ units, facts, onDone }: Consents & { readonly onDone: () => void }) {
  const now = useNow();
  const [unit, setUnit] = useState<string>();
  const [keys, setKeys] = useState<readonly string[]>([]);
  const [purpose, setPurpose] = useState('');
  const [until, setUntil] = useState(isoDay(now + HALF_YEAR));
  const send = useSend(grantConsent, ['consents']);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (unit && keys.length > 0) send.mutate({ unit, keys, purpose, until }, { onSuccess: onDone });
      }}
    >
      <label htmlFor="consent-unit">授权给哪个单位</label>
      <Select
        id="consent-unit"
        size="large"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="选择单位"
        value={unit ?? null}
        onChange={(next: string) => setUnit(next)}
        options={units.map((each) => ({ value: each.id, label: each.title }))}
      />
      <label htmlFor="consent-keys">可以看哪些数据</label>
      <Select
        id="consent-keys"
        size="large"
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="选择数据，可多选"
        value={[...keys]}
        onChange={(next: string[]) => setKeys(next)}
        options={facts.map((each) => ({ value: each.key, label: each.name }))}
      />
      <label htmlFor="consent-purpose">用来做什么</label>
      <Input
        id="consent-purpose"
        size="large"
        required
        minLength={2}
        maxLength={200}
        placeholder="如 专精特新申报审核"
        value={purpose}
        onChange={(event) => setPurpose(event.target.value)}
      />
      <label htmlFor="consent-until">到哪天为止</label>
      <Input
        id="consent-until"
        size="large"
        type="date"
        required
        min={isoDay(now)}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
      {send.error && <Failure error={send.error} />}
      <Button
        type="primary"
        size="large"
        htmlType="submit"
        loading={send.isPending}
        disabled={!unit || keys.length === 0}
      >
        授权
      </Button>
    </form>
  );
}

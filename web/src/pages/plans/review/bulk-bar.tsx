import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { PlanDraft, PlanMeasure, Unit } from '../../../api/types/index.ts';
import { UnitPicker } from '../../../parts/unit-picker.tsx';
import { isSure } from './doubts.ts';
import { confirmMeasures, leadMeasures } from './edit-draft.ts';
import styles from './review.module.css';

type Props = {
  readonly shown: readonly PlanMeasure[];
  readonly unknown: ReadonlySet<string>;
  readonly marked: ReadonlySet<string>;
  readonly onMark: (keys: ReadonlySet<string>) => void;
  readonly onChange: (edit: (draft: PlanDraft) => PlanDraft) => void;
};

/** What is done to many rows at once: confirm what was read for certain, name the lead of those marked. */
export function BulkBar({ shown, unknown, marked, onMark, onChange }: Props) {
  const keys = shown.map(({ key }) => key).filter((key) => marked.has(key));
  const sure = shown.filter((measure) => isSure(measure, unknown)).map(({ key }) => key);
  return (
    <div className={styles.bulk}>
      <Checkbox
        checked={keys.length > 0 && keys.length === shown.length}
        indeterminate={keys.length > 0 && keys.length < shown.length}
        onChange={({ target }) => onMark(new Set(target.checked ? shown.map(({ key }) => key) : []))}
      >
        {keys.length > 0 ? `已选\u2009${keys.length}\u2009条` : '全选所列'}
      </Checkbox>
      {keys.length > 0 && (
        <>
          <Lead
            onLead={(unit) => {
              onChange((draft) => leadMeasures(draft, new Set(keys), unit));
              onMark(new Set());
            }}
          />
          <Button
            size="small"
            onClick={() => {
              onChange((draft) => confirmMeasures(draft, new Set(keys)));
              onMark(new Set());
            }}
          >
            确认所选
          </Button>
        </>
      )}
      {keys.length === 0 && sure.length > 0 && (
        <Button size="small" onClick={() => onChange((draft) => confirmMeasures(draft, new Set(sure)))}>
          确认把握&thinsp;100%&thinsp;的&thinsp;{sure.length}&thinsp;条
        </Button>
      )}
    </div>
  );
}

function Lead({ onLead }: { readonly onLead: (unit: { readonly id: string; readonly name: string }) => void }) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string>();
  const choose = (id: string) => {
    setChosen(id);
    const known = queries
      .getQueriesData<readonly Unit[]>({ queryKey: ['units'] })
      .flatMap(([, units]) => (Array.isArray(units) ? units : []));
    const unit = known.find((one) => one.id === id);
    if (unit) onLead({ id, name: unit.name });
  };
  return (
    <span style={{ width: 220 }}>
      <UnitPicker placeholder="牵头单位设为…" {...(chosen ? { value: chosen } : {})} onChange={choose} />
    </span>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { PlanDraft, PlanName, Unit } from '../../../api/types/index.ts';
import { UnitPicker } from '../../../parts/unit-picker.tsx';
import { measuresOf, unknownNames } from './doubts.ts';
import { resolveName } from './edit-draft.ts';
import styles from './review.module.css';

type Props = { readonly draft: PlanDraft; readonly onChange: (edit: (draft: PlanDraft) => PlanDraft) => void };

/** Say once what a name means; it holds for the whole document and is remembered as an alias. */
export function NamesPanel({ draft, onChange }: Props) {
  return (
    <ul className={styles.names}>
      {unknownNames(draft).map((name) => (
        <NameLine key={name.name} name={name} uses={usesOf(draft, name.name)} onChange={onChange} />
      ))}
    </ul>
  );
}

const usesOf = (draft: PlanDraft, name: string): number =>
  measuresOf(draft).filter((measure) => measure.lead.includes(name) || measure.responsible.includes(name)).length;

type LineProps = { readonly name: PlanName; readonly uses: number; readonly onChange: Props['onChange'] };

function NameLine({ name, uses, onChange }: LineProps) {
  const queries = useQueryClient();
  const choose = (id: string) => {
    const known = [
      ...(name.candidates ?? []),
      ...queries
        .getQueriesData<readonly Unit[]>({ queryKey: ['units'] })
        .flatMap(([, units]) => (Array.isArray(units) ? units : [])),
    ];
    const unit = known.find((one) => one.id === id);
    if (unit) onChange((draft) => resolveName(draft, name.name, { id: unit.id, name: unit.name }));
  };
  return (
    <li className={styles.name}>
      <span>
        <strong>{name.name}</strong>
        <span className="meta">&ensp;{uses}&thinsp;处</span>
      </span>
      <span className="row">
        {(name.candidates ?? []).slice(0, 2).map((unit) => (
          <Button key={unit.id} size="small" onClick={() => choose(unit.id)}>
            是{unit.name}
          </Button>
        ))}
        <span style={{ width: 200 }}>
          <UnitPicker placeholder="指定单位" known={name.candidates ?? []} onChange={choose} />
        </span>
      </span>
    </li>
  );
}

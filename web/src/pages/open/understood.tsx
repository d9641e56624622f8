import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { understandingQuery } from '../../api/appeals.ts';
import type { Understanding } from '../../api/types/index.ts';
import { MatterLines } from '../../parts/matter-table/matter-lines.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import styles from './open.module.css';

type Props = {
  readonly body: string;
  readonly place: string;
  readonly category: unknown;
  readonly accused: unknown;
  readonly onCategory: (code: string) => void;
  readonly onAccused: (units: readonly string[]) => void;
};

const PAUSE_MS = 600;
const ENOUGH = 8;

/** While it is being registered: what it seems to be about, whom it accuses, and whether it was brought before. */
export function Understood({ body, place, category, accused, onCategory, onAccused }: Props) {
  const text = useSettled(body.trim(), PAUSE_MS);
  const where = useSettled(place.trim(), PAUSE_MS);
  const { data } = useQuery({ ...understandingQuery(text, where), enabled: text.length >= ENOUGH });
  if (!data || text.length < ENOUGH) return null;
  const guess = category ? undefined : data.category;
  const units = Array.isArray(accused) && accused.length > 0 ? [] : (data.complaint?.units ?? []);
  return (
    <section className={styles.understood} aria-label="由内容看出的">
      {guess && (
        <p>
          像是“{guess.title}”{guess.why && <span className="meta">，{guess.why}</span>}
          <Button type="link" size="small" onClick={() => onCategory(guess.code)}>
            选这一类
          </Button>
        </p>
      )}
      {data.complaint && units.length > 0 && (
        <p>
          {data.complaint.why}，反映的可能是{units.map((each) => each.name).join('、')}
          <Button type="link" size="small" onClick={() => onAccused(units.map((each) => each.id))}>
            列为被反映的单位
          </Button>
        </p>
      )}
      <Similar rows={data.similar ?? []} />
    </section>
  );
}

function Similar({ rows }: { readonly rows: NonNullable<Understanding['similar']> }) {
  if (rows.length === 0) return <p className="meta">没有找到相似的事项。</p>;
  return (
    <>
      <p className="meta">相似的事项 {rows.length} 件，同一件事请不要重复登记，可打开原事项补充：</p>
      <MatterLines rows={rows.slice(0, 5)} newTab />
    </>
  );
}

import type { Field } from '../../api/types/index.ts';
import styles from './field-list.module.css';

type Props = { readonly fields: readonly Field[]; readonly except?: string };

/** Long words run across; short facts stand in two columns. What the registry knew says where it comes from. */
export function FieldList({ fields: all, except }: Props) {
  const fields = all.filter((field) => field.display !== except);
  if (fields.length === 0) return null;
  return (
    <dl className={styles.fields}>
      {fields.map((field) => (
        <div key={field.name} className={isLong(field) ? styles.long : undefined}>
          <dt className="meta">{field.title}</dt>
          <dd className="keep-lines">
            {field.display || '—'}
            {field.source && <span className="meta">{`（来自${field.source}）`}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const isLong = (field: Field): boolean => field.type === 'longtext' || field.display.length > 32;

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Unmasked } from '../../api/privacy.ts';
import type { Field } from '../../api/types/index.ts';
import { WhyPopover } from '../../parts/why-popover.tsx';
import styles from './field-list.module.css';
import { Unmask } from './unmask.tsx';

type Props = {
  readonly matter: string;
  readonly fields: readonly Field[];
  readonly except?: string;
  /** Whether this reader may have what is masked shown. */
  readonly mayUnmask?: boolean;
};

/** Long words run across; short facts stand in two columns. What the registry knew says where it comes from. */
export function FieldList({ matter, fields: all, except, mayUnmask = false }: Props) {
  const [shown, setShown] = useState<readonly Unmasked[]>([]);
  const fields = all.filter((field) => field.display !== except);
  if (fields.length === 0) return null;
  const clear = (field: Field) => shown.find((one) => one.name === field.name)?.value;
  const masked = mayUnmask && fields.some((field) => field.masked && clear(field) === undefined);
  return (
    <div className="stack" style={{ gap: 8 }}>
      <dl className={styles.fields}>
        {fields.map((field) => (
          <div key={field.name} className={isLong(field) ? styles.long : undefined}>
            <dt className="meta">{field.title}</dt>
            <dd className="keep-lines">
              <Said field={field} clear={clear(field)} />
              {field.was && <span className="meta">{`（原 ${field.was}）`}</span>}
              {field.means && (
                <>
                  &ensp;
                  <WhyPopover label={`展开${countOf(field.value)}`} title={`${field.title}：原文所指的单位`}>
                    {field.means}
                  </WhyPopover>
                </>
              )}
              {field.source && <span className="meta">{`（来自${field.source}）`}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {masked && (
        <div>
          <Unmask matter={matter} onShown={setShown} />
        </div>
      )}
    </div>
  );
}

/** What is kept by its number is opened, not read. */
function Said({ field, clear }: { readonly field: Field; readonly clear: string | undefined }) {
  const id = String(field.value);
  if (field.name === 'claim')
    return (
      <Link to="/claims/$id" params={{ id }}>
        当时的数据、逐条结论和款项
      </Link>
    );
  if (field.name === 'first')
    return (
      <Link to="/matters/$id" params={{ id }}>
        原来的办理经过
      </Link>
    );
  return clear ?? (field.display || '—');
}

const countOf = (value: unknown): string => (Array.isArray(value) ? `\u2009${value.length}\u2009家` : '');

const isLong = (field: Field): boolean => field.type === 'longtext' || field.display.length > 32;

import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import styles from './tabs.module.css';

export type Tab = { readonly key: string; readonly label: string; readonly children: ReactNode };

type Props = {
  readonly label?: string;
  readonly activeKey: string;
  readonly onChange: (key: string) => void;
  readonly items: readonly Tab[];
  /** Panels that are not shown are taken away, and begin anew. */
  readonly destroyOnHidden?: boolean;
  readonly className?: string | undefined;
};

/** Tabs that wrap on a phone: a list of tabs holds nothing but tabs, so that those who do not see it know them all. */
export function Tabs({ label, activeKey, onChange, items, destroyOnHidden, className = '' }: Props) {
  const id = useId();
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set([activeKey]));
  if (!visited.has(activeKey)) setVisited(new Set([...visited, activeKey]));
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = items.findIndex((each) => each.key === activeKey);
    const next = items[(at + step + items.length) % items.length];
    if (!next) return;
    event.preventDefault();
    onChange(next.key);
    document.getElementById(`${id}tab-${next.key}`)?.focus();
  };
  return (
    <div>
      <div role="tablist" {...(label && { 'aria-label': label })} className={`${styles.list} ${className}`}>
        {items.map(({ key, label: title }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}tab-${key}`}
            aria-controls={`${id}panel-${key}`}
            aria-selected={key === activeKey}
            tabIndex={key === activeKey ? 0 : -1}
            className={styles.tab}
            onClick={() => onChange(key)}
            onKeyDown={move}
          >
            {title}
          </button>
        ))}
      </div>
      {items.map(({ key, label: title, children }) => (
        <div
          key={key}
          className={styles.body}
          role="tabpanel"
          id={`${id}panel-${key}`}
          aria-label={title}
          hidden={key !== activeKey}
        >
          {(key === activeKey || (!destroyOnHidden && visited.has(key))) && children}
        </div>
      ))}
    </div>
  );
}

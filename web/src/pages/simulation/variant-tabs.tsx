import { Button, Tabs } from 'antd';
import type { ReactNode } from 'react';
import styles from './simulation.module.css';
import { mayAdd, type Variants } from './use-variants.ts';

/** 方案一、二、三: one at hand, all kept together; what is done with them stands beside. */
export function VariantTabs({ variants, children }: { readonly variants: Variants; readonly children: ReactNode }) {
  return (
    <div className={styles.variants}>
      <Tabs
        aria-label="方案"
        activeKey={String(variants.at)}
        onChange={(key) => variants.pick(Number(key))}
        items={variants.all.map(({ name }, i) => ({ key: String(i), label: name }))}
        className={styles.tabs ?? ''}
      />
      <div className="row no-print">
        {variants.all.length > 1 && (
          <Button type="text" onClick={() => variants.drop(variants.at)}>
            去掉“{variants.now.name}”
          </Button>
        )}
        {mayAdd(variants) && <Button onClick={variants.add}>复制为新方案</Button>}
        {children}
      </div>
    </div>
  );
}

import { Button, Tabs } from 'antd';
import { mayAdd, type Variants } from './use-variants.ts';

/** 方案一、二、三: one at hand, all kept together. */
export function VariantTabs({ variants }: { readonly variants: Variants }) {
  return (
    <Tabs
      aria-label="方案"
      activeKey={String(variants.at)}
      onChange={(key) => variants.pick(Number(key))}
      items={variants.all.map(({ name }, i) => ({ key: String(i), label: name }))}
      tabBarExtraContent={
        <div className="row">
          {mayAdd(variants) && <Button onClick={variants.add}>复制为新方案</Button>}
          {variants.all.length > 1 && (
            <Button type="text" onClick={() => variants.drop(variants.at)}>
              去掉“{variants.now.name}”
            </Button>
          )}
        </div>
      }
    />
  );
}

import { Drawer } from 'antd';
import { useState } from 'react';
import styles from './key-help.module.css';
import { type KeyBinding, useActiveKeys, useKeys } from './registry.ts';

/** `?` shows what the keys of this page do. */
export function KeyHelp() {
  const [open, setOpen] = useState(false);
  useKeys([{ key: '?', title: '显示快捷键', run: () => setOpen((was) => !was) }]);
  return (
    <Drawer title="快捷键" open={open} onClose={() => setOpen(false)} size={320}>
      <KeyList />
      <p className="meta">在输入框里打字时，快捷键不起作用。</p>
    </Drawer>
  );
}

function KeyList() {
  const keys = useActiveKeys();
  return (
    <dl className={styles.list}>
      {keys.map((binding: KeyBinding) => (
        <div key={binding.key}>
          <dt>
            <kbd>{binding.key}</kbd>
          </dt>
          <dd>{binding.title}</dd>
        </div>
      ))}
    </dl>
  );
}

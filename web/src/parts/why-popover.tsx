import { Popover } from 'antd';
import type { ReactNode } from 'react';
import styles from './why-popover.module.css';

type Props = { readonly title?: string; readonly label?: string; readonly children: ReactNode };

/** Beside every decision of the system stands 为什么, which opens the facts, the rule and the clause. */
export function WhyPopover({ title, label = '为什么', children }: Props) {
  return (
    <Popover
      trigger="click"
      title={title ?? label}
      content={<div className={styles.body}>{children}</div>}
      placement="bottomLeft"
      // Inside the landmark it belongs to, for those who hear the page.
      getPopupContainer={(button) => button.closest('main') ?? document.body}
    >
      <button type="button" className={styles.why} aria-haspopup="dialog">
        {label}
      </button>
    </Popover>
  );
}

import { App, Button } from 'antd';
import { useRef } from 'react';
import { useDocument } from '../../api/documents.ts';
import { newKey } from '../../api/idempotency.ts';
import { toProblem } from '../../api/problem.ts';
import { isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

/** The month's circular: one click, then Word. */
export function MakeCircular() {
  const { message } = App.useApp();
  const now = useNow();
  const make = useDocument();
  const key = useRef(newKey());
  const run = () =>
    make.mutate(
      { request: { template: 'circular', month: isoDay(now).slice(0, 7) }, key: key.current },
      {
        onSuccess: (made) => {
          message.success(`已生成 ${made.title}`);
          window.open(made.url, '_blank', 'noopener');
          key.current = newKey();
        },
        onError: (error) => message.error(toProblem(error).body.title),
      },
    );
  return (
    <Button type="primary" loading={make.isPending} onClick={run}>
      生成本月通报
    </Button>
  );
}

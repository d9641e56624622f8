import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { matterQuery } from '../../api/matters.ts';
import type { MatterDetail, MatterRow, Move } from '../../api/types/index.ts';
import { Failure } from '../states.tsx';
import { MoveForm } from './move-form.tsx';
import { useRunMove } from './use-run-move.ts';

type Props = {
  readonly row: MatterRow;
  readonly primary?: boolean;
  readonly formClass?: string | undefined;
  readonly children?: ReactNode;
};

type Opened = { readonly matter: MatterDetail; readonly move: Move };

/** A list row's next step: done with one click, or its questions open in place. */
export function NextStep({ row, primary, formClass, children }: Props) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [opened, setOpened] = useState<Opened>();
  const [error, setError] = useState<unknown>();
  const run = useRunMove(row);
  if (!row.next) return <div className="row">{children}</div>;
  const { next } = row;
  const start = async () => {
    setError(undefined);
    try {
      const matter = await queries.fetchQuery({ ...matterQuery(row.id), staleTime: 0 });
      const move = matter.moves.find((one) => one.move === next.move);
      if (!move) return message.info('这一步刚刚已由别人办过');
      if (move.needs.length > 0 || move.danger) return setOpened({ matter, move });
      run.start(move, () => void message.success(`已${move.title}`));
    } catch (cause) {
      setError(cause);
    }
  };
  if (opened) {
    return (
      <div className={formClass}>
        <MoveForm
          {...opened}
          autoFocus={false}
          onCancel={() => setOpened(undefined)}
          onDone={() => message.success(`已${next.title}`)}
        />
      </div>
    );
  }
  return (
    <div>
      <div className="row">
        <Button type={primary ? 'primary' : 'default'} loading={run.busy !== undefined} onClick={() => void start()}>
          {next.title}
        </Button>
        {children}
      </div>
      {(error ?? run.error) !== undefined && (error ?? run.error) !== null && <Failure error={error ?? run.error} />}
    </div>
  );
}

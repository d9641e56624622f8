import { useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { matterQuery } from '../../api/matters.ts';
import type { MatterRow, Move } from '../../api/types/index.ts';
import { MoveForm } from '../../parts/move/move-form.tsx';
import { QueryView } from '../../parts/query-view.tsx';

type Props = { readonly row: MatterRow; readonly className: string | undefined; readonly onClose: () => void };

const urging = ['urge', 'remind', 'supervise'];

/** 催办 with a sentence, in place. */
export function UrgeForm({ row, className, onClose }: Props) {
  const { message } = App.useApp();
  const query = useQuery(matterQuery(row.id));
  return (
    <div className={className}>
      <QueryView query={query} rows={2}>
        {(matter) => {
          const move = urging
            .map((name) => matter.moves.find((one) => one.move === name))
            .find((one): one is Move => one !== undefined);
          if (!move) return <p className="meta">{blockedWhy(matter.blocked) ?? '这一件现在不能催办。'}</p>;
          return (
            <MoveForm
              matter={matter}
              move={move}
              onCancel={onClose}
              onDone={() => {
                message.success('已催办，对方会收到通知');
                onClose();
              }}
            />
          );
        }}
      </QueryView>
    </div>
  );
}

const blockedWhy = (blocked: readonly { move: string; why: string }[]): string | undefined =>
  blocked.find((one) => urging.includes(one.move))?.why;

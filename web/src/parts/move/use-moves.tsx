import { App } from 'antd';
import type { MatterDetail, Move } from '../../api/types/index.ts';
import { TakenAway } from './taken-away.tsx';
import { useOpenedMove } from './use-opened-move.ts';
import { useRunMove } from './use-run-move.ts';

export type MovesProps = {
  readonly matter: MatterDetail;
  /** The step whose form is open, by its name. */
  readonly open: string | undefined;
  readonly onOpen: (move: string | undefined) => void;
};

/** What a button of a matter does: at once where nothing is asked, else by a form in place, unless somebody was first. */
export function useMoves({ matter, open, onOpen }: MovesProps) {
  const { message } = App.useApp();
  const run = useRunMove(matter);
  const { opened, lost } = useOpenedMove(matter, open);
  const say = ({ title }: Move) => void message.success(`已${title}`);
  const close = () => onOpen(undefined);
  const start = (move: Move) => {
    if (move.needs.length > 0 || move.danger) return onOpen(move.move);
    run.start(move, () => say(move));
  };
  const taken = lost && (
    <TakenAway
      matter={matter}
      since={lost.seq}
      what={`“${lost.move.title}”现在不用办了，刚刚有人先办了一步：`}
      action="知道了"
      onClose={close}
    />
  );
  return { run, opened, taken, start, close, say };
}

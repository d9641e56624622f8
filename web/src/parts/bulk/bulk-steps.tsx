import { Button, Dropdown } from 'antd';
import type { BulkMove } from '../../api/types/index.ts';

const AT_HAND = 4;

/** Of matters of several kinds two moves may share a name and ask different things. */
export const keyOf = ({ move, title, needs }: BulkMove): string => JSON.stringify([move, title, needs]);

/** What most of the chosen share stands at hand, with its number; the rest under 更多. */
type StepsProps = {
  readonly moves: readonly BulkMove[] | undefined;
  readonly stale: boolean;
  readonly onOpen: (move: BulkMove) => void;
};

export function BulkSteps({ moves, stale, onOpen }: StepsProps) {
  if (!moves) return <span className="meta">正在看能一并办什么</span>;
  if (moves.length === 0) return <span className="meta">所选事项没有您现在可办的步骤</span>;
  const words = (move: BulkMove) => `${move.title}（${move.ids.length}）`;
  const far = moves.slice(AT_HAND);
  return (
    <>
      {moves.slice(0, AT_HAND).map((move) => (
        <Button key={keyOf(move)} disabled={stale} onClick={() => onOpen(move)}>
          {words(move)}
        </Button>
      ))}
      {far.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: far.map((move) => ({ key: keyOf(move), label: words(move) })),
            onClick: ({ key }) => {
              const chosen = far.find((move) => keyOf(move) === key);
              if (chosen) onOpen(chosen);
            },
          }}
        >
          <Button disabled={stale}>更多（{far.length}）</Button>
        </Dropdown>
      )}
    </>
  );
}

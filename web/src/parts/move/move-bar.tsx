import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import type { Move } from '../../api/types/index.ts';
import { orderMoves } from './move-order.ts';

type Props = {
  readonly moves: readonly Move[];
  readonly atHand?: number;
  readonly busy?: string | undefined;
  readonly onStart: (move: Move) => void;
  /** A key that does the primary step, shown on its button. */
  readonly hotkey?: string;
  readonly size?: 'middle' | 'large';
  /** Moves that have their own place on this page. */
  readonly elsewhere?: ReadonlySet<string>;
  readonly children?: ReactNode;
};

/** The next steps as buttons: one primary, a few at hand, the rest under 更多. */
export function MoveBar({ moves, atHand = 4, busy, onStart, hotkey, size = 'middle', elsewhere, children }: Props) {
  const { primary, near, far } = orderMoves(moves, atHand, elsewhere);
  return (
    <>
      {primary && (
        <Button type="primary" size={size} loading={busy === primary.move} onClick={() => onStart(primary)}>
          {primary.title}
          {hotkey && <kbd className="no-phone">{hotkey}</kbd>}
        </Button>
      )}
      {near.map((move) => (
        <Button
          key={move.move}
          size={size}
          // What cannot be undone does not stand as large as what can.
          type={move.danger ? 'text' : 'default'}
          loading={busy === move.move}
          onClick={() => onStart(move)}
        >
          {move.title}
        </Button>
      ))}
      {far.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: far.map((move) => ({ key: move.move, label: move.title })),
            onClick: ({ key }) => {
              const move = far.find((one) => one.move === key);
              if (move) onStart(move);
            },
          }}
        >
          <Button size={size}>更多（{far.length}）</Button>
        </Dropdown>
      )}
      {children}
    </>
  );
}

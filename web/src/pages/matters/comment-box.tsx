import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useMove } from '../../api/matters.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import type { MatterDetail, Move } from '../../api/types/index.ts';
import { Failure } from '../../parts/states.tsx';
import { useDraft } from '../../parts/use-draft.ts';

type Props = { readonly matter: MatterDetail };

/** A word to the enterprise, or a note among colleagues; what was said stands in the timeline. */
export function CommentBox({ matter }: Props) {
  const ways = ['note', 'comment'].flatMap((name) => matter.moves.find((move) => move.move === name) ?? []);
  const [chosen, setChosen] = useState<string>();
  const way = ways.find((move) => move.move === chosen) ?? ways[0];
  if (!way) return null;
  return (
    <div className="no-print stack" style={{ gap: 8, maxWidth: 640 }}>
      {ways.length > 1 && (
        <div>
          <Segmented
            aria-label="给谁看"
            value={way.move}
            onChange={setChosen}
            options={ways.map((move) => ({
              value: move.move,
              label: move.title,
            }))}
          />
        </div>
      )}
      <Writing key={way.move} matter={matter} way={way} />
    </div>
  );
}

function Writing({ matter, way }: Props & { readonly way: Move }) {
  const [text, keep, drop] = useDraft(`${matter.id}.${way.move}`, '');
  const send = useMove();
  const key = useSubmitKey();
  const need = way.needs.find((one) => one.type === 'longtext' || one.type === 'text');
  const submit = () =>
    send.mutate(
      { id: matter.id, move: way.move, input: { [need?.name ?? 'text']: text }, key: key.keyFor(text) },
      {
        onSuccess: () => {
          keep('');
          drop();
          key.accepted();
        },
      },
    );
  return (
    <>
      <Input.TextArea
        aria-label={way.title}
        placeholder={`写${way.title}`}
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={text}
        onChange={(event) => keep(event.target.value)}
      />
      <div>
        <Button disabled={text.trim() === ''} loading={send.isPending} onClick={submit}>
          {way.title}
        </Button>
      </div>
      {send.error && <Failure error={send.error} />}
    </>
  );
}

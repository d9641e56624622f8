import { Button } from 'antd';
import { Failure } from './states.tsx';

type Props = {
  readonly submit: string;
  readonly sending: { readonly error: unknown; readonly isPending: boolean };
  readonly onCancel?: () => void;
};

/** The end of a form that sends: what went wrong, the one button, the way out. */
export function FormFoot({ submit, sending: { error, isPending }, onCancel }: Props) {
  return (
    <>
      {error !== null && error !== undefined && <Failure error={error} />}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {submit}
        </Button>
        {onCancel && <Button onClick={onCancel}>取消</Button>}
      </div>
    </>
  );
}

import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { Failure } from '../parts/states.tsx';

/** The last resort of a page: says so, keeps the frame, offers a way on. */
export function PageError({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div className="panel panel-pad stack">
      <Failure error={error} onRetry={retry} />
      <div className="row">
        <Button onClick={() => void router.navigate({ to: '/' })}>回到首页</Button>
      </div>
    </div>
  );
}

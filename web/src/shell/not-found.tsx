import { Link } from '@tanstack/react-router';
import { Empty } from '../parts/states.tsx';

export function NotFound() {
  return (
    <div className="panel">
      <Empty title="没有这个页面" action={<Link to="/">回到首页</Link>}>
        地址可能写错了，或页面已经搬走。事项请用编号在顶部搜索。
      </Empty>
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isProblem } from '../api/problem.ts';
import { Empty, Failure } from './states.tsx';

type Props = { readonly error: unknown; readonly onRetry: () => void; readonly children: ReactNode };

/** No such matter, or not for this reader: one answer for both, and the ways that lead on. */
export function MissingMatter({ error, onRetry, children }: Props) {
  if (!isProblem(error) || error.body.status !== 404) return <Failure error={error} onRetry={onRetry} />;
  return (
    <section className="panel">
      <Empty title={error.body.title}>{children}</Empty>
    </section>
  );
}

export const WaysForEnterprises = () => (
  <ul className="stack" style={{ gap: 8 }}>
    <li>
      有受理编号和查询码的，
      <Link to="/sign-in" search={{ as: 'follow' }}>
        凭编号查询
      </Link>
      。
    </li>
    <li>
      本企业提出的都在<Link to="/e/mine">我的诉求</Link>里。
    </li>
    <li>
      还没有提出的，<Link to="/e/new">现在反映</Link>。
    </li>
  </ul>
);

export const WaysForOfficials = () => (
  <ul className="stack" style={{ gap: 8 }}>
    <li>
      编号写错的，请在
      <Link to="/matters" style={{ textDecoration: 'underline' }}>
        事项
      </Link>
      里按编号或标题查找。
    </li>
    <li>只有承办、会办、督办这件事的单位看得到它。确应由本单位办理的，请联系营商办分办员。</li>
    <li>兼任几个岗位的，请在右上角换到承办这件事的岗位。</li>
  </ul>
);

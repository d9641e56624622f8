import { Link } from '@tanstack/react-router';
import type { Account } from '../api/types/index.ts';
import { Empty } from '../parts/states.tsx';
import { useTitle } from '../parts/use-title.ts';
import { homeOf, type NavItem } from './nav.ts';

/** A page of another post: says whose it is and where one's own work stands, and offers nothing that would be refused. */
export function NotYours({ item, account }: { readonly item: NavItem; readonly account: Account }) {
  useTitle(item.label);
  const post = account.posts.find((each) => each.id === account.postId)?.title;
  return (
    <section className="panel">
      <Empty title={`“${item.label}”不在您的岗位职责里`}>
        <p>{post ? `您现在的岗位是“${post}”。` : ''}兼任几个岗位的，请在右上角换岗；确需使用的，请联系本单位管理员。</p>
        <p>
          <Link to={homeOf(account)}>回到我的首页</Link>
        </p>
      </Empty>
    </section>
  );
}

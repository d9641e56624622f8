import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Radio } from 'antd';
import { useAccount, useChoosePost, useSignOut } from '../../api/session.ts';
import { dotted } from '../../parts/dotted.ts';
import { useTitle } from '../../parts/use-title.ts';
import { MorePages } from './more-pages.tsx';

export function MePage() {
  const account = useAccount();
  const choose = useChoosePost();
  const signOut = useSignOut();
  const navigate = useNavigate();
  useTitle('我的');
  if (!account) return null;
  return (
    <div className="panel panel-pad stack" style={{ maxWidth: 640 }}>
      <div>
        <h1 className="page-title">{account.name}</h1>
        <p className="meta">{account.enterprise?.name ?? account.unit?.name}</p>
      </div>
      {account.posts.length > 1 && (
        <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
          <legend className="section-title">以哪个岗位办事</legend>
          <Radio.Group vertical value={account.postId} onChange={(event) => choose.mutate(event.target.value)}>
            {account.posts.map((post) => (
              <Radio key={post.id} value={post.id} style={{ minHeight: 44, alignItems: 'center' }}>
                {dotted(post.unit.name, post.title)}
              </Radio>
            ))}
          </Radio.Group>
        </fieldset>
      )}
      {account.kind === 'official' && <MorePages account={account} />}
      {account.kind === 'official' && <Link to="/password">修改密码</Link>}
      <Button
        size="large"
        onClick={() => signOut.mutate(undefined, { onSuccess: () => void navigate({ to: '/sign-in' }) })}
      >
        退出登录
      </Button>
    </div>
  );
}

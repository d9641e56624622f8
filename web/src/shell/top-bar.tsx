import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, type InputRef, Select } from 'antd';
import { useRef } from 'react';
import { useChoosePost, useSignOut, useSite } from '../api/session.ts';
import type { Account } from '../api/types/index.ts';
import { dotted } from '../parts/dotted.ts';
import { useKeys } from './keys/registry.ts';
import styles from './top-bar.module.css';

type Props = { readonly account: Account; readonly narrow: boolean };

export function TopBar({ account, narrow }: Props) {
  const site = useSite();
  return (
    <header className={`site-header ${styles.top}`}>
      <Link to="/" className={styles.name ?? ''}>
        畅营
        <span className={styles.tenant}>{site?.tenant.name}</span>
      </Link>
      {!narrow && <Search />}
      {!narrow && <Who account={account} />}
    </header>
  );
}

function Search() {
  const navigate = useNavigate();
  const input = useRef<InputRef>(null);
  useKeys([{ key: '/', title: '搜索', run: () => input.current?.focus() }]);
  return (
    <search className={styles.search}>
      <Input
        ref={input}
        aria-label="搜索编号、标题、企业"
        placeholder="搜索编号、标题、企业"
        suffix={<kbd>/</kbd>}
        onPressEnter={(event) => {
          const q = event.currentTarget.value.trim();
          if (q) void navigate({ to: '/matters', search: { q } });
        }}
      />
    </search>
  );
}

function Who({ account }: { readonly account: Account }) {
  const choose = useChoosePost();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const current = account.postId ?? account.posts.find((post) => post.unit.id === account.unit?.id)?.id;
  return (
    <div className="row">
      {account.posts.length > 1 ? (
        <Select
          aria-label="以哪个岗位办事"
          value={current ?? null}
          onChange={(id) => choose.mutate(id)}
          options={account.posts.map((post) => ({ value: post.id, label: dotted(post.unit.name, post.title) }))}
          variant="borderless"
          popupMatchSelectWidth={false}
        />
      ) : (
        <span className="meta">{dotted(account.unit?.name, account.posts[0]?.title)}</span>
      )}
      <Link to="/me" className={styles.me ?? ''}>
        {account.name}
      </Link>
      <Button
        type="text"
        onClick={() => signOut.mutate(undefined, { onSuccess: () => void navigate({ to: '/sign-in' }) })}
      >
        退出
      </Button>
    </div>
  );
}

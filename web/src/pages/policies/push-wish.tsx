import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { confirmEmail, setWish, type Wish } from '../../api/policies.ts';
import { toProblem } from '../../api/problem.ts';
import styles from './policies.module.css';

const OFTEN = [
  { value: 'each', label: '有新的就推送' },
  { value: 'week', label: '每周最多一次' },
  { value: 'never', label: '不推送' },
] as const;

type Props = {
  readonly often: Wish['often'];
  readonly email: string | undefined;
  readonly pending: string | undefined;
  readonly undelivered: 'again' | 'over' | undefined;
};

/** How often one wants to hear, and where besides the inbox. */
export function PushWish({ often, email, pending, undelivered }: Props) {
  const queries = useQueryClient();
  const saved = pending ?? email ?? '';
  const [address, setAddress] = useState(saved);
  const change = useMutation({
    mutationFn: setWish,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['policies', 'mine'] }),
  });
  const save = (next: Wish['often'], to: string) =>
    change.mutate({ often: next, ...(to.trim() === '' ? {} : { email: to.trim() }) });
  return (
    <div className={styles.sum}>
      <form
        className="spread"
        onSubmit={(event) => {
          event.preventDefault();
          save(often, address);
        }}
      >
        <span className="row">
          <span id="often">政策推送</span>
          <Select
            aria-labelledby="often"
            value={often}
            onChange={(next) => save(next, saved)}
            options={[...OFTEN]}
            popupMatchSelectWidth={false}
            style={{ minWidth: 144 }}
          />
        </span>
        <span className="row">
          <Input
            type="email"
            aria-label="再发到这个邮箱"
            placeholder="再发到这个邮箱（可不填）"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            maxLength={200}
            style={{ width: 240 }}
          />
          {address.trim() !== saved && (
            <Button htmlType="submit" loading={change.isPending}>
              保存
            </Button>
          )}
        </span>
        {change.isError && <p role="alert">{toProblem(change.error).body.title}</p>}
      </form>
      {undelivered && saved !== '' && (
        <p role="status">
          ■ 发到 {saved} 的上一封邮件没有送达，{undelivered === 'again' ? '还会再试几次' : '不再重试'}
          ；请核对邮箱。收件箱里的通知不受影响。
        </p>
      )}
      {pending && <Code key={pending} to={pending} sent={undelivered === undefined} />}
    </div>
  );
}

/** The code that was sent to an address, by which it is confirmed. */
function Code({ to, sent }: { readonly to: string; readonly sent: boolean }) {
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: confirmEmail,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['policies', 'mine'] }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(code);
      }}
    >
      <p>{sent && `验证码已发到 ${to}，`}填写验证码后开始发送邮件。</p>
      <span className="row">
        <Input
          aria-label="六位验证码"
          placeholder="六位验证码"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.target.value.replaceAll(/\D/g, ''))}
          style={{ width: 128 }}
        />
        <Button htmlType="submit" type="primary" disabled={code.length !== 6} loading={confirm.isPending}>
          确认邮箱
        </Button>
        <Button type="link" onClick={() => confirm.mutate(undefined)} disabled={confirm.isPending}>
          重新发送
        </Button>
      </span>
      {confirm.isError && <p role="alert">{toProblem(confirm.error).body.title}</p>}
    </form>
  );
}

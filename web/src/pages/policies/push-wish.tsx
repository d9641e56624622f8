import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { setWish, type Wish } from '../../api/policies.ts';
import { toProblem } from '../../api/problem.ts';
import styles from './policies.module.css';

const OFTEN = [
  { value: 'each', label: '有新的就推送' },
  { value: 'week', label: '每周最多一次' },
  { value: 'never', label: '不推送' },
] as const;

type Props = { readonly often: Wish['often']; readonly email: string | undefined };

/** How often one wants to hear, and where besides the inbox. */
export function PushWish({ often, email = '' }: Props) {
  const queries = useQueryClient();
  const [address, setAddress] = useState(email);
  const change = useMutation({
    mutationFn: setWish,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['policies', 'mine'] }),
  });
  const save = (next: Wish['often'], to: string) =>
    change.mutate({ often: next, ...(to.trim() === '' ? {} : { email: to.trim() }) });
  return (
    <form
      className={`spread ${styles.sum}`}
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
          onChange={(next) => save(next, email)}
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
        {address.trim() !== email && (
          <Button htmlType="submit" loading={change.isPending}>
            保存
          </Button>
        )}
      </span>
      {change.isError && <p role="alert">{toProblem(change.error).body.title}</p>}
    </form>
  );
}

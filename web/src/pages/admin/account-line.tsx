import { Button } from 'antd';
import { type AccountRow, type Issued, resetPassword, setDisabled } from '../../api/administration.ts';
import { useSend } from '../../api/use-send.ts';
import { dotted } from '../../parts/dotted.ts';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

type Props = {
  readonly account: AccountRow;
  readonly mayManage: boolean;
  readonly onIssued: (issued: Issued) => void;
};

export function AccountLine({ account, mayManage, onIssued }: Props) {
  const now = useNow();
  const reset = useSend(resetPassword, ['accounts']);
  const disable = useSend(setDisabled, ['accounts']);
  const { login, name, disabled, lockedUntil } = account;
  const locked = lockedUntil !== undefined && lockedUntil > now;
  return (
    <li className={page.line}>
      <div className="grow" style={{ minWidth: 200 }}>
        {name ?? login}
        <p className="meta">{dotted(login, account.kind === 'enterprise' ? '企业（短信验证码登录）' : '工作人员')}</p>
      </div>
      <span>
        {disabled && <strong>已停用</strong>}
        {locked && <>密码多次输错，锁定到&thinsp;{moment(lockedUntil, now)}</>}
      </span>
      {mayManage && (
        <div className="row no-print">
          {account.kind === 'official' && (
            <Button loading={reset.isPending} onClick={() => reset.mutate(login, { onSuccess: onIssued })}>
              重置密码
              <span className="sr-only">：{login}</span>
            </Button>
          )}
          <Button loading={disable.isPending} onClick={() => disable.mutate({ login, disabled: !disabled })}>
            {disabled ? '恢复' : '停用'}
            <span className="sr-only">：{login}</span>
          </Button>
        </div>
      )}
      {(reset.error ?? disable.error) && <Failure error={reset.error ?? disable.error} />}
    </li>
  );
}

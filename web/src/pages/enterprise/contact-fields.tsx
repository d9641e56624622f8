import { Checkbox, Input } from 'antd';
import { useAccount } from '../../api/session.ts';
import type { AppealDraft } from './appeal-draft.ts';
import styles from './enterprise.module.css';

type Props = { readonly draft: AppealDraft; readonly onDraft: (draft: AppealDraft) => void };

/** Whom to call, and whether the handling unit may know who asked. */
export function ContactFields({ draft, onDraft }: Props) {
  const account = useAccount();
  return (
    <>
      <div>
        <label htmlFor="contact-name">联系人</label>
        <span className="meta">（选填，默认{account?.name ?? '本人'}）</span>
        <Input
          id="contact-name"
          size="large"
          value={draft.contactName}
          autoComplete="name"
          onChange={(event) => onDraft({ ...draft, contactName: event.target.value })}
        />
      </div>
      <div>
        <label htmlFor="contact-phone">联系电话</label>
        <span className="meta">{account?.enterprise ? '（选填）' : '（必填，方便回复您）'}</span>
        <Input
          id="contact-phone"
          size="large"
          inputMode="tel"
          autoComplete="tel"
          value={draft.contactPhone}
          onChange={(event) => onDraft({ ...draft, contactPhone: event.target.value })}
        />
      </div>
      <Checkbox
        checked={draft.hideIdentity}
        onChange={(event) => onDraft({ ...draft, hideIdentity: event.target.checked })}
        className={styles.tall ?? ''}
      >
        不让办理单位知道是我们反映的
      </Checkbox>
      {draft.hideIdentity && names(draft.body, account?.enterprise?.name) && (
        <p className="meta">正文里写了企业名称或手机号，给办理单位看时会盖住；能认出您的其他说法请自行删去。</p>
      )}
    </>
  );
}

const names = (body: string, enterprise: string | undefined): boolean =>
  /1[3-9]\d{9}/.test(body) || (enterprise !== undefined && body.includes(enterprise));

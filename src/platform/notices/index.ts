export { type Mail, type MailSender, smtpMail } from './mail.ts';
export { httpWorkNotices, type WorkNotice, type WorkNoticeSender } from './work-notice.ts';

export { type Gateway, postTo } from './gateway.ts';
export { type Mail, type MailSender, smtpMail } from './mail.ts';
export { httpTextSender, recordingTextSender, type TextMessage, type TextSender } from './text-message.ts';
export { httpWorkNotices, type WorkNotice, type WorkNoticeSender } from './work-notice.ts';

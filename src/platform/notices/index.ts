export { httpWorkNotices, type WorkNotice, type WorkNoticeSender } from './work-notice.ts';

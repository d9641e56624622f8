export { httpWorkNotices, recordingWorkNotices, type WorkNotice, type WorkNoticeSender } from './work-notice.ts';

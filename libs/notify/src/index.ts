export type { NoticeDetail, NoticeState, NoticeSubject } from './domain/notice.js';
export type { NoticeKind } from './domain/wording.js';
export { notifyHandlers, notifyJobs, notifySweeps } from './jobs/index.js';
export { sendNoticeJob, writeLetterJob } from './jobs/jobs.js';
export { NoticeSweep } from './jobs/notice-sweep.js';
export { SendNotice } from './jobs/send-notice.js';
export { NotifyModule, NotifySenderModule } from './notify.module.js';
export { type NewNotice, StaffNotices } from './staff-notices.js';
export { type DescribedSubject, NoticeSubjects } from './subjects.js';

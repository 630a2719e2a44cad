export { dkimRecord } from './dkim.js';
export { enhancedStatus, meaningOf, type RefusalMeaning } from './enhanced-status.js';
export {
  type EncodedBody,
  encodeBody,
  fillBody,
  headerDate,
  mailbox,
  multipart,
  multipartPieces,
  plainHeader,
  smtpAddress,
  textHeader,
} from './mime.js';
export { plainReply, type SendOutcome } from './outcome.js';
export { type MailReport, parseReport } from './report.js';
export { MailServerUnavailable, SmtpLine } from './smtp-line.js';
export { type SmtpAccount, signingKey, smtpAccount, smtpAccounts } from './smtp-options.js';
export { type ReplyRule, replyRule, SMTP_REPLIES } from './smtp-replies.js';
export { escapeHtml, oneLine, paragraphsOf } from './text.js';

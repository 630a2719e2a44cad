import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { NotifyModule } from '#notify';
import { CommentReader } from './persistence/comment-reader.js';
import { CommentGround } from './use-cases/comment-ground.js';
import { CommentNotices } from './use-cases/comment-notices.js';
import { EditComment } from './use-cases/edit-comment.js';
import { ReadThreads } from './use-cases/read-threads.js';
import { ReplyToThread } from './use-cases/reply-to-thread.js';
import { SettleThread } from './use-cases/settle-thread.js';
import { StartThread } from './use-cases/start-thread.js';
import { ThreadWriter } from './use-cases/thread-writer.js';

/** What people say to each other about a text, at its place. */
@Module({
  imports: [EditingModule, IdentityModule, NotifyModule],
  providers: [
    CommentGround,
    CommentNotices,
    CommentReader,
    EditComment,
    ReadThreads,
    ReplyToThread,
    SettleThread,
    StartThread,
    ThreadWriter,
  ],
  exports: [CommentReader, EditComment, ReadThreads, ReplyToThread, SettleThread, StartThread, ThreadWriter],
})
export class CommentsModule {}

import { answerQuestion } from './answer-question';
import type { CheckQuestion } from './check-types';

// In a thread of its own: a long text takes longer to check than a key may take to appear.
self.onmessage = ({ data }: MessageEvent<CheckQuestion>) => {
  self.postMessage(answerQuestion(data));
};

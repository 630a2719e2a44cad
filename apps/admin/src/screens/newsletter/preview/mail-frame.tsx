import { useEffect, useRef, useState } from 'react';

/** Served empty, under a policy that lets an e-mail keep the styles of its elements, and lets no script run. */
const BLANK = '/preview/blank';

interface MailFrameProps {
  readonly html: string;
  readonly title: string;
  readonly className?: string;
  readonly form: string;
}

/** An e-mail in a frame of its own. What it holds is set as text to be parsed, so nothing of it is ever run. */
export function MailFrame({ html, title, className, form }: MailFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const page = frame.current?.contentDocument;
    if (!ready || !page) return;
    const mail = new DOMParser().parseFromString(html, 'text/html');
    page.documentElement.lang = mail.documentElement.lang || 'en';
    page.documentElement.innerHTML = mail.documentElement.innerHTML;
  }, [html, ready]);
  return (
    <iframe
      ref={frame}
      className={className}
      data-form={form}
      src={BLANK}
      title={title}
      sandbox="allow-same-origin"
      onLoad={() => setReady(true)}
    />
  );
}

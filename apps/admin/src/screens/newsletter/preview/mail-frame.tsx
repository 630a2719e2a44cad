import { useEffect, useRef, useState } from 'react';

/** Served empty, under a policy that lets an e-mail keep the styles of its elements, and lets no script run. */
const BLANK = '/preview/blank';

const LANGUAGE = /<html[^>]*\slang="([\w-]+)"/;

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
    // Parsed by the frame itself, under the frame's own policy: any other document of ours would refuse the styles.
    page.documentElement.lang = LANGUAGE.exec(html)?.[1] ?? 'en';
    page.documentElement.innerHTML = html;
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

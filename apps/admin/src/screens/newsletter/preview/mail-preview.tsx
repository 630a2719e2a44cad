import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { PreviewPartsFragment } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { CheckField } from '../../../parts/check-field';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { Card } from '../../../parts/screen';
import { MailFrame } from './mail-frame';
import css from './preview.module.css';

const FORMS = ['phone', 'desktop', 'text'] as const;
type Form = (typeof FORMS)[number];

const KIB = 1_024;
const kib = (bytes: number) => Math.ceil(bytes / KIB);

interface MailPreviewProps {
  readonly preview: PreviewPartsFragment | undefined;
  /** Why there is none. */
  readonly missing: string;
}

/** An issue as its readers would get it: on a phone, on a desk, in the dark, and as plain text; and how large it is. */
export function MailPreview({ preview, missing }: MailPreviewProps) {
  const [as, setAs] = useState<Form>('phone');
  const [dark, setDark] = useState(false);
  return (
    <Card
      title={t('mailPreview.title')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('mailPreview.as')}
          value={as}
          onChange={(value) => setAs(FORMS.find((one) => one === value) ?? 'phone')}
          data={FORMS.map((value) => ({ value, label: t(`mailPreview.${value}`) }))}
        />
      }
    >
      {preview ? (
        <div className={`${form.form} ${form.pad}`}>
          <p className={css.line}>
            <strong>{preview.subject}</strong> <span className="soft">{preview.preheader}</span>
          </p>
          <Shown preview={preview} as={as} dark={dark} />
          {as !== 'text' && <CheckField label={t('mailPreview.dark')} checked={dark} onChange={setDark} />}
          <Size preview={preview} />
          <p className="soft">{t('mailPreview.same')}</p>
        </div>
      ) : (
        <p className={`${form.pad} soft`}>{missing}</p>
      )}
    </Card>
  );
}

function Shown({ preview, as, dark }: { preview: PreviewPartsFragment; as: Form; dark: boolean }) {
  if (as === 'text') {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
      <pre className={css.text} tabIndex={0}>
        {preview.text}
      </pre>
    );
  }
  return (
    <div className={css.desk}>
      <MailFrame
        html={dark ? preview.dark : preview.light}
        title={t('mailPreview.frame', { form: t(`mailPreview.${as}`) })}
        className={css.frame}
        form={as}
      />
    </div>
  );
}

const SIZE_CHECKS = ['MESSAGE_CLIPPED', 'MESSAGE_LARGE'];

/** How large it is; louder as soon as a check says that it comes near to what mailboxes hide. */
function Size({ preview: { htmlBytes, clippedBytes, checks } }: { preview: PreviewPartsFragment }) {
  const sentence = t('mailPreview.size', { size: kib(htmlBytes), most: Math.floor(clippedBytes / KIB) });
  return checks.some(({ code }) => SIZE_CHECKS.includes(code)) ? (
    <Notice tone={htmlBytes > clippedBytes ? 'danger' : 'due'}>
      {sentence} {t('mailPreview.clipped')}
    </Notice>
  ) : (
    <p className="soft">{sentence}</p>
  );
}

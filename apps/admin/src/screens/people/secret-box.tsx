import { Button } from '@mantine/core';
import { t } from '../../messages/t';
import { When } from '../../parts/dates';
import form from '../../parts/form.module.css';
import { Notice } from '../../parts/notice';

interface SecretBoxProps {
  /** That it was made, and is shown this once. */
  readonly title: string;
  readonly secret: string;
  readonly close: () => void;
}

/** A new secret, which is shown once. */
export function SecretBox({ title, secret, close }: SecretBoxProps) {
  return (
    <section className={`${form.form} ${form.box} ${form.above}`} aria-label={title}>
      <Notice tone="good">{title}</Notice>
      <code className={form.secret}>{secret}</code>
      <p className="soft">{t('tokens.how')}</p>
      <div className={form.bar}>
        <Button onClick={() => void navigator.clipboard.writeText(secret)}>{t('tokens.copy')}</Button>
        <Button variant="default" onClick={close}>
          {t('tokens.kept')}
        </Button>
      </div>
    </section>
  );
}

/** When a program last came with a secret. */
export function LastUsed({ at }: { at: string | null | undefined }) {
  if (!at) return t('tokens.neverUsed');
  return (
    <>
      {t('tokens.used')} <When iso={at} />
    </>
  );
}

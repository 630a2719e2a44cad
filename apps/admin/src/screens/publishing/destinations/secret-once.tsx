import { Button } from '@mantine/core';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';

/** A secret that we made up: shown this once, to be kept on the other side. */
export function SecretOnce({ secret, kept }: { secret: string; kept: () => void }) {
  return (
    <section className={`${form.form} ${form.box}`} aria-label={t('secret.made')}>
      <Notice tone="good">{t('secret.made')}</Notice>
      <code className={form.secret}>{secret}</code>
      <p className="soft">{t('secret.how')}</p>
      <div className={form.bar}>
        <Button onClick={() => void navigator.clipboard.writeText(secret)}>{t('secret.copy')}</Button>
        <Button variant="default" onClick={kept}>
          {t('secret.done')}
        </Button>
      </div>
    </section>
  );
}

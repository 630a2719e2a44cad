import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { t } from '../messages/t';
import { Empty } from '../parts/empty';
import { FailureNotice } from '../parts/notice';
import css from './screen-failed.module.css';

/** In the place of a screen that could not be shown. */
export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className={css.place}>
      <h1 className="hidden-visually">{t('failure.title')}</h1>
      <FailureNotice error={error} retry={retry} />
    </main>
  );
}

/** An address that leads nowhere. */
export function NotHere() {
  return (
    <main className={css.place}>
      <h1 className="hidden-visually">{t('notHere.title')}</h1>
      <Empty title={t('notHere.title')}>
        <p>{t('notHere.why')}</p>
        <p>
          <Link to="/">{t('notHere.home')}</Link>
        </p>
      </Empty>
    </main>
  );
}

import { Button } from '@mantine/core';
import { t } from '../messages/t';
import form from './form.module.css';

interface SubmitFormProps {
  /** What its button says. */
  readonly submit: string;
  readonly take: () => void;
  readonly busy: boolean;
  readonly label?: string;
  /** Leaves it without doing anything; without it there is no such button. */
  readonly cancel?: () => void;
  readonly className?: string;
  readonly children: React.ReactNode;
}

/** A boxed form of a few fields with its button at the end. */
export function SubmitForm({ submit, take, busy, label, cancel, className = '', children }: SubmitFormProps) {
  return (
    <form
      className={`${form.form} ${form.box} ${className}`}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      {children}
      <div className={form.bar}>
        <Button type="submit" loading={busy}>
          {submit}
        </Button>
        {cancel && (
          <Button variant="default" onClick={cancel}>
            {t('form.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}

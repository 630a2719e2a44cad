import css from './empty.module.css';

/** A place with nothing in it: what that means, and what to do first. */
export function Empty({ title, children }: { title: string; children?: React.ReactNode }) {
  return (
    <div className={css.empty}>
      <p className={css.title}>{title}</p>
      {children && <div className={css.next}>{children}</div>}
    </div>
  );
}

import css from './screen.module.css';
import { useTitle } from './use-title';

interface ScreenProps {
  readonly title: string;
  readonly about?: React.ReactNode;
  /** The one primary action of the screen, if it has one. */
  readonly action?: React.ReactNode;
  readonly children: React.ReactNode;
}

/** A screen with its heading; the heading names the browser's tab as well. */
export function Screen({ title, about, action, children }: ScreenProps) {
  useTitle(title);
  return (
    <div className={css.screen}>
      <header className={css.head}>
        <div>
          <h1 className={css.title}>{title}</h1>
          {about && <p className={css.about}>{about}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}

interface CardProps {
  readonly title: string;
  readonly aside?: React.ReactNode;
  readonly children: React.ReactNode;
}

/** A titled box of rows. */
export function Card({ title, aside, children }: CardProps) {
  return (
    <section className={css.card} aria-label={title}>
      <div className={css.cardHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** A row of a card: what it is, what is to know about it, and on the right its state or its action. */
export function CardRow({
  title,
  about,
  children,
}: {
  title: React.ReactNode;
  about?: React.ReactNode;
  children?: React.ReactNode;
}) {
  return (
    <li className={css.row}>
      <div className={css.rowText}>
        <div className={css.rowTitle}>{title}</div>
        {about && <div className={css.rowAbout}>{about}</div>}
      </div>
      {children && <div className={css.rowEnd}>{children}</div>}
    </li>
  );
}

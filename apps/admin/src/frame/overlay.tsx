import { useEffect, useRef } from 'react';
import css from './overlay.module.css';

/** A native dialog: it keeps the focus, closes with Escape or a click beside it, and gives the focus back. */
export function Overlay({ label, close, children }: { label: string; close: () => void; children: React.ReactNode }) {
  const place = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = place.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog by itself (onCancel).
    <dialog
      ref={place}
      className={css.overlay}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === place.current && close()}
    >
      <div className={css.inside}>{children}</div>
    </dialog>
  );
}

import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { t } from '../messages/t';
import { Icon } from '../parts/icons';
import { useKeys } from '../parts/use-keys';
import css from './frame.module.css';
import { KeysDialog } from './keys-dialog';
import { Palette } from './palette';
import { Sidebar } from './sidebar';
import { WorkerWarning } from './worker-warning';

/** What stands around every screen: the places to go, and the two overlays that the keyboard opens. */
export function Frame() {
  const [overlay, setOverlay] = useState<'none' | 'palette' | 'keys'>('none');
  const path = useRouterState({ select: (state) => state.location.pathname });
  // Open at one place only: going somewhere closes the menu.
  const [menuAt, setMenuAt] = useState<string>();
  const menuOpen = menuAt === path;
  useKeys({ '?': () => setOverlay('keys') });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOverlay((now) => (now === 'palette' ? 'none' : 'palette'));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const close = () => setOverlay('none');
  return (
    <div className={css.frame}>
      <a className={css.skip} href="#screen">
        {t('frame.skip')}
      </a>
      <header className={css.top}>
        <span className={css.name}>Carepress</span>
        <button
          type="button"
          className={css.menu}
          aria-expanded={menuOpen}
          aria-controls="sidebar"
          onClick={() => setMenuAt(menuOpen ? undefined : path)}
        >
          <Icon name={menuOpen ? 'close' : 'menu'} size={22} />
          <span className="hidden-visually">{t('frame.menu')}</span>
        </button>
      </header>
      <Sidebar open={menuOpen} openPalette={() => setOverlay('palette')} openKeys={() => setOverlay('keys')} />
      <main className={css.screen} id="screen" tabIndex={-1}>
        <WorkerWarning />
        <Outlet />
      </main>
      {overlay === 'palette' && <Palette close={close} showKeys={() => setOverlay('keys')} />}
      {overlay === 'keys' && <KeysDialog close={close} />}
    </div>
  );
}

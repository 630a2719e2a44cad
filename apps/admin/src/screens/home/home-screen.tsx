import { useSearch } from '@tanstack/react-router';
import { useMe } from '../../api/session';
import { t } from '../../messages/t';
import { Screen } from '../../parts/screen';
import { AboutToExpire } from './about-to-expire';
import { FailedOrHeld } from './failed-or-held';
import css from './home-screen.module.css';
import { HomeTasks } from './home-tasks';
import { Overdue } from './overdue';
import { useHome } from './use-home';
import { useWaiting, WaitingForYou } from './waiting-for-you';
import { WentLive } from './went-live';

/** What waits for this person, what is past its date, and what went live. */
export function HomeScreen() {
  const me = useMe();
  const { site } = useSearch({ from: '/frame' });
  const waiting = useWaiting(site);
  const home = useHome(site);
  const first = me.name.split(' ')[0] ?? me.name;
  const about =
    waiting.count === undefined
      ? ' '
      : waiting.count === 0
        ? t('home.nothing')
        : t('home.waiting', { count: waiting.count });
  return (
    <Screen title={t(`home.greeting.${partOfDay()}`, { name: first })} about={about}>
      <div className={css.columns}>
        <div className={css.column}>
          <WaitingForYou waiting={waiting} />
          <FailedOrHeld home={home} />
        </div>
        <div className={css.column}>
          <Overdue site={site} />
          <AboutToExpire home={home} />
          <HomeTasks home={home} />
          <WentLive site={site} />
        </div>
      </div>
    </Screen>
  );
}

function partOfDay(): 'morning' | 'afternoon' | 'evening' {
  const hour = new Date().getHours();
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
}

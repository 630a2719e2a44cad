import { useSearch } from '@tanstack/react-router';
import { useMe } from '../../api/session';
import { t } from '../../messages/t';
import { Screen } from '../../parts/screen';
import css from './home-screen.module.css';
import { Overdue } from './overdue';
import { useWaiting, WaitingForYou } from './waiting-for-you';
import { WentLive } from './went-live';

/** What waits for this person, what is past its date, and what went live. */
export function HomeScreen() {
  const me = useMe();
  const { site } = useSearch({ from: '/frame' });
  const waiting = useWaiting(site);
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
        <WaitingForYou waiting={waiting} />
        <div className={css.column}>
          <WentLive site={site} />
          <Overdue site={site} />
        </div>
      </div>
    </Screen>
  );
}

function partOfDay(): 'morning' | 'afternoon' | 'evening' {
  const hour = new Date().getHours();
  return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
}

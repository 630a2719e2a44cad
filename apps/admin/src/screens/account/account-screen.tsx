import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { sitesOf, useMe } from '../../api/session';
import { currentLanguage, LANGUAGES, type Language, t } from '../../messages/t';
import { chooseLanguage } from '../../parts/language';
import { Card, CardRow, Screen } from '../../parts/screen';
import { useSignOut } from '../../parts/use-sign-out';
import { languageName } from '../../parts/words';
import { LicencesCard } from '../people/licences-card';
import css from './account-screen.module.css';
import { PasskeysCard } from './passkeys-card';
import { PasswordCard } from './password-card';
import { SecondFactorCard } from './second-factor-card';
import { SessionsCard } from './sessions-card';

/** Who is signed in, what they may do where, and how the interface looks for them. */
export function AccountScreen() {
  const me = useMe();
  const leave = useSignOut();
  return (
    <Screen
      title={me.name}
      about={me.email}
      action={
        <Button variant="default" onClick={() => void leave()}>
          {t('account.signOut')}
        </Button>
      }
    >
      <div className={css.cards}>
        <Card title={t('account.roles')}>
          <ul>
            {sitesOf(me).map((site) => (
              <CardRow key={site.slug} title={site.name} about={site.url}>
                <span className={css.roles}>
                  {me.memberships
                    .filter((one) => one.site.slug === site.slug)
                    .map(({ role }) => t(`role.${role}`))
                    .join(', ')}
                </span>
              </CardRow>
            ))}
          </ul>
        </Card>
        <LicencesCard licences={me.credentials} site={sitesOf(me)[0]?.slug ?? ''} />
        <PasswordCard />
        <SecondFactorCard />
        <PasskeysCard />
        <SessionsCard />
        <Looks />
      </div>
    </Screen>
  );
}

function Looks() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Card title={t('account.looks')}>
      <ul>
        <CardRow title={t('account.language')}>
          <SegmentedControl
            aria-label={t('account.language')}
            value={currentLanguage()}
            onChange={(value) => void chooseLanguage(value as Language)}
            data={LANGUAGES.map((value) => ({ value, label: languageName(value, value) }))}
          />
        </CardRow>
        <CardRow title={t('frame.scheme')}>
          <SegmentedControl
            aria-label={t('frame.scheme')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as typeof colorScheme)}
            data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`scheme.${value}`) }))}
          />
        </CardRow>
      </ul>
    </Card>
  );
}

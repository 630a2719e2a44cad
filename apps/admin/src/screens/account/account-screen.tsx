import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { type Me, sitesOf, useMe } from '../../api/session';
import { currentLanguage, LANGUAGES, type Language, t } from '../../messages/t';
import { When } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import { chooseLanguage } from '../../parts/language';
import { Card, CardRow, Screen } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { useSignOut } from '../../parts/use-sign-out';
import { languageName } from '../../parts/words';
import css from './account-screen.module.css';
import { PasskeysCard, PasswordCard, SecondFactorCard, SessionsCard } from './ways-in';

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
        <Licences me={me} />
        <PasswordCard />
        <SecondFactorCard />
        <PasskeysCard />
        <SessionsCard />
        <Looks />
      </div>
    </Screen>
  );
}

function Licences({ me }: { me: Me }) {
  return (
    <Card title={t('account.licences')}>
      {me.credentials.length === 0 ? (
        <Empty title={t('account.noLicence')}>
          <p>{t('account.noLicenceWhy')}</p>
        </Empty>
      ) : (
        <ul>
          {me.credentials.map((one) => (
            <CardRow
              key={one.id}
              title={`${one.title}, ${one.region} ${one.licenceNumber}`}
              about={
                <>
                  {t('account.validUntil')} <When iso={one.validUntil} style="day" />
                  {one.specialties.length > 0 && ` · ${one.specialties.join(', ')}`}
                </>
              }
            >
              <Pill tone={one.inForce ? 'good' : 'danger'} icon={one.inForce ? 'check' : 'off'}>
                {one.inForce ? t('account.inForce') : t('account.notInForce')}
              </Pill>
            </CardRow>
          ))}
        </ul>
      )}
    </Card>
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

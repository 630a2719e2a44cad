import type { Role } from '../../gql/operations';
import { t } from '../../messages/t';
import { CheckField } from '../../parts/check-field';
import css from '../../parts/form.module.css';

export const ROLES: readonly Role[] = ['AUTHOR', 'REVIEWER', 'PUBLISHER', 'ADMIN'];

interface RolesFieldProps {
  readonly roles: readonly Role[];
  readonly onChange: (roles: Role[]) => void;
}

/** What a person may do at a site. */
export function RolesField({ roles, onChange }: RolesFieldProps) {
  return (
    <fieldset className={css.fieldset}>
      <legend>{t('people.roles')}</legend>
      <div className={css.options}>
        {ROLES.map((role) => (
          <CheckField
            key={role}
            label={t(`role.${role}`)}
            hint={t(`role.hint.${role}`)}
            checked={roles.includes(role)}
            onChange={(checked) => onChange(ROLES.filter((one) => (one === role ? checked : roles.includes(one))))}
          />
        ))}
      </div>
    </fieldset>
  );
}

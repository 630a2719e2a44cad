import { useNavigate } from '@tanstack/react-router';
import { signOut } from '../api/session';

/** Signs out and shows the sign-in. */
export function useSignOut(): () => Promise<void> {
  const navigate = useNavigate();
  return async () => {
    await signOut();
    await navigate({ to: '/sign-in', search: {} });
  };
}

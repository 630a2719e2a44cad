import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { APPROVE_FORM } from './approve-form';

/** Opens the review tab first when its form is not on the screen: nobody approves without having seen the form. */
export function useShowReview(): (event: MouseEvent) => void {
  const navigate = useNavigate({ from: '/articles/$articleId' });
  return (event) => {
    if (document.getElementById(APPROVE_FORM)) return;
    event.preventDefault();
    void navigate({ search: (now) => ({ ...now, tab: 'review' as const }), replace: true });
  };
}

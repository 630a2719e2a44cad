import { useEffect } from 'react';

/** The title of the browser's tab; the place first, because tabs are narrow. */
export function useTitle(place: string): void {
  useEffect(() => {
    document.title = place ? `${place} · Carepress` : 'Carepress';
  }, [place]);
}

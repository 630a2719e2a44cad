/** Goes to the next place that changed, or the one before: into the middle of the screen, with the focus. */
export function moveAmongChanges(step: 1 | -1): void {
  const places = [...document.querySelectorAll<HTMLElement>('[data-change]')];
  const at = places.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (step === 1 ? 0 : places.length - 1) : Math.min(places.length - 1, Math.max(0, at + step));
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  places[next]?.focus({ preventScroll: true });
  places[next]?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}

/** Our own line drawings on a grid of 24. They only ever stand beside words. */
const PATHS = {
  home: 'M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z',
  articles: 'M6 3h9l4 4v14H6zM14 3v5h5M9 13h7M9 17h5',
  reviews: 'M4 5h16v11H9l-5 4zM9 10.5l2 2 4-4',
  tasks: 'M5 4h14v16H5zM8.500 9l1.500 1.500L12.500 8M8.500 15l1.500 1.500 2.500-2.500M15 9.500h1.500M15 15.500h1.500',
  live: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c3 3 3 13 0 16M12 4c-3 3-3 13 0 16',
  mail: 'M3 6h18v13H3zM3 7l9 7 9-7',
  library: 'M4 4h4v16H4zM8 4h4v16H8zM13 5l4-1 4 15-4 1z',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  screen: 'M3 5h18v11H3zM9 20h6M12 16v4',
  out: 'M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c1-5 4-6.5 8-6.5s7 1.500 8 6.500',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  upload: 'M12 16V4M7 9l5-5 5 5M4 16v4h16v-4',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  pencil: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  back: 'M9 5L4 10l5 5M4 10h10a6 6 0 0 1 0 12h-3',
  check: 'M4.500 12.500l5 5L20 7',
  dot: 'M12 7.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9z',
  ring: 'M12 5a7 7 0 1 0 7 7M12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM16 3l5 5',
  clock: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2.500',
  off: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM6 6l12 12',
  stop: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7.500v5.500M12 16.500v.1',
  fix: 'M12 4l9 16H3zM12 10v4.500M12 17.500v.1',
  note: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 11v5.500M12 7.500v.1',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon in the colour and about the height of the text around it. Hidden from screen readers. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false" className="icon">
      <path
        d={PATHS[name]}
        fill={name === 'dot' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={1.8}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

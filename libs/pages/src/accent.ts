import { shadesOf } from '#kernel';

const FILE = /^accent-([0-9a-f]{6})\.css$/;

/** The name of the style sheet of a colour; undefined for what is no colour of ours. */
export function accentFile(color: string | null | undefined): string | undefined {
  return /^#[0-9a-f]{6}$/.test(color ?? '') ? `accent-${color!.slice(1)}.css` : undefined;
}

/** A style sheet with a clinic's colour, to be loaded behind that of the site; undefined for another name. On paper all is black. */
export function accentStyle(name: string): string | undefined {
  const color = FILE.exec(name)?.[1];
  if (color === undefined) return undefined;
  const { light, dark } = shadesOf(`#${color}`);
  const rule = ({ accent, wash }: typeof light) => `:root { --accent: ${accent}; --accent-wash: ${wash}; }`;
  return `@media screen { ${rule(light)} }\n@media screen and (prefers-color-scheme: dark) { ${rule(dark)} }\n`;
}

import type { en } from './en';

export type Counted = { readonly one: string; readonly other: string };
export type Message = string | Counted;
export type TextOf<M> = M extends Counted ? M['other'] : M;
export type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
export type Values<K extends MessageKey> = Record<Names<TextOf<(typeof en)[K]>>, string | number>;

export type MessageKey = keyof typeof en;
/** The same keys in another language, counted where English counts. */
export type MessagesOf<English> = { readonly [K in keyof English]: English[K] extends Counted ? Counted : string };
export type Messages = MessagesOf<typeof en>;

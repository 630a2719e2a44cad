import { Extension } from '@tiptap/core';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import { type Insertable, insertablesFor } from './insertable';

/** What the open menu shows. */
export interface OpenMenu {
  readonly items: readonly Insertable[];
  readonly chosen: number;
  readonly left: number;
  readonly top: number;
}

/** The state of the slash menu, for the screen to draw: the keys reach it by the editor, the words by the text. */
export class SlashMenu {
  private open: OpenMenu | undefined;
  private choose: ((item: Insertable) => void) | undefined;
  private readonly listeners = new Set<() => void>();

  get shown(): OpenMenu | undefined {
    return this.open;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  take(item: Insertable): void {
    this.choose?.(item);
  }

  /** The extension that listens for a slash at the beginning of a word. `insert` gets what was chosen. */
  extension(insert: (item: Insertable) => void): Extension {
    const menu = this;
    return Extension.create({
      name: 'slashMenu',
      addProseMirrorPlugins() {
        return [
          Suggestion<Insertable, Insertable>({
            editor: this.editor,
            char: '/',
            items: ({ query }) => insertablesFor(query),
            command: ({ editor, range, props }) => {
              editor.chain().focus().deleteRange(range).run();
              insert(props);
            },
            render: () => menu.renderer(),
          }),
        ];
      },
    });
  }

  private renderer() {
    return {
      onStart: (props: SuggestionProps<Insertable, Insertable>) => this.show(props, 0),
      onUpdate: (props: SuggestionProps<Insertable, Insertable>) => this.show(props, 0),
      onExit: () => this.set(undefined),
      onKeyDown: ({ event }: { event: KeyboardEvent }) => this.key(event),
    };
  }

  private show({ items, command, clientRect }: SuggestionProps<Insertable, Insertable>, chosen: number): void {
    const place = clientRect?.();
    this.choose = command;
    this.set(place && items.length > 0 ? { items, chosen, left: place.left, top: place.bottom + 6 } : undefined);
  }

  private key(event: KeyboardEvent): boolean {
    const { open } = this;
    if (!open) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      this.set({ ...open, chosen: (open.chosen + step + open.items.length) % open.items.length });
      return true;
    }
    if (event.key === 'Enter' || event.key === 'Tab') {
      this.take(open.items[open.chosen]!);
      return true;
    }
    return false;
  }

  private set(open: OpenMenu | undefined): void {
    this.open = open;
    for (const listener of this.listeners) listener();
  }
}

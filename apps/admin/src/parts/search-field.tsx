import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { Icon } from './icons';
import { useKeys } from './use-keys';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  /** Called after a short rest; undefined when nothing is left. */
  readonly onSearch: (words: string | undefined) => void;
}

/** Looks in a list while somebody types. `/` leads to it. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const [words, setWords] = useState(value ?? '');
  const input = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback((typed: string) => onSearch(typed.trim() || undefined), 250);
  useKeys({ '/': () => input.current?.focus() });
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<Icon name="search" />}
      value={words}
      onChange={(event) => {
        setWords(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
    />
  );
}

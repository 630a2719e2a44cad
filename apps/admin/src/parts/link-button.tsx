import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { Ref } from 'react';

interface AnchorProps extends Omit<ButtonProps, 'component'> {
  readonly ref?: Ref<HTMLAnchorElement>;
}

/** A link that looks like a button: it leads somewhere, so it stays a link to the keyboard and to screen readers. */
export const LinkButton = createLink(({ ref, ...props }: AnchorProps) => <Button component="a" ref={ref} {...props} />);

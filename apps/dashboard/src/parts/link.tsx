import {
  Anchor,
  Button,
  Menu,
  NavLink,
  type AnchorProps,
  type ButtonProps,
  type MenuItemProps,
  type NavLinkProps,
} from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

/* Links inside the desk, with their paths and parameters checked: `<TextLink to="/tickets/$id" params={{ id }}>`. */

type Native = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'color' | 'style'> & {
  readonly ref?: Ref<HTMLAnchorElement>;
};

export const TextLink = createLink((props: AnchorProps & Native) => <Anchor {...props} />);
export const ButtonLink = createLink((props: ButtonProps & Native) => <Button component="a" {...props} />);
/** Within a menu that opens. */
export const MenuItemLink = createLink((props: MenuItemProps & Native) => <Menu.Item component="a" {...props} />);
export const MenuLink = createLink((props: NavLinkProps & Native) => <NavLink component="a" {...props} />);

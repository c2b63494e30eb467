import { AppShell, Burger, Group, Text, UnstyledButton, Kbd, Box } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { AvailabilityMenu } from '../parts/availability/availability-menu';
import { NewTicket } from '../parts/new-ticket/new-ticket';
import { OfferCorner } from '../parts/offers/offer-corner';
import { SignInAgain } from '../sign-in/sign-in-again';
import { useWords } from '../words/words';
import { CommandPalette } from './command-palette';
import { DeskNav } from './desk-nav';
import { KeySheet } from './key-sheet';
import { LiveLight } from './live-light';
import { MeMenu } from './me-menu';
import { ShortcutsProvider, useShortcut } from './shortcuts';
import { words } from './words';

/** The frame around every page of the desk. */
export function DeskShell() {
  return (
    <ShortcutsProvider>
      <Frame />
    </ShortcutsProvider>
  );
}

function Frame() {
  const say = useWords(words);
  const [menuOpen, menu] = useDisclosure(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const navigate = useNavigate();
  const { close } = menu;
  useEffect(() => close(), [path, close]);
  const everywhere = { isEverywhere: true };
  useShortcut('G', say('myWork'), () => void navigate({ to: '/' }), everywhere);
  useShortcut('/', say('find'), spotlight.open, everywhere);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !menuOpen } }}
      padding={{ base: 'sm', sm: 'md' }}
    >
      <a className="skip" href="#content">
        {say('skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="sm" gap="sm" wrap="nowrap">
          <Burger opened={menuOpen} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={say('menu')} />
          <Group gap={8} wrap="nowrap" style={{ flex: 'none' }}>
            <img src="/favicon.svg" width={24} height={24} alt="" />
            <Text fw={700} visibleFrom="xs">
              Tierline
            </Text>
          </Group>
          <FindButton />
          <Group gap="xs" ml="auto" wrap="nowrap" style={{ flex: 'none' }}>
            <LiveLight />
            <AvailabilityMenu />
            <MeMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <NewTicket />
        <DeskNav />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Box maw="var(--page-width)">
          <Outlet />
        </Box>
      </AppShell.Main>
      <CommandPalette />
      <OfferCorner />
      <KeySheet />
      <SignInAgain />
    </AppShell>
  );
}

function FindButton() {
  const say = useWords(words);
  return (
    <UnstyledButton
      onClick={spotlight.open}
      style={{
        border: '1px solid var(--mantine-color-default-border)',
        borderRadius: 'var(--mantine-radius-sm)',
        padding: '0.25rem 0.6rem',
        flex: '0 1 20rem',
        minWidth: '2.4rem',
      }}
    >
      <Group gap={8} wrap="nowrap">
        <IconSearch size={16} aria-hidden style={{ flex: 'none' }} />
        <Text size="sm" c="dimmed" truncate>
          {say('find')}
        </Text>
        <Kbd size="xs" ml="auto" visibleFrom="sm">
          Ctrl K
        </Kbd>
      </Group>
    </UnstyledButton>
  );
}

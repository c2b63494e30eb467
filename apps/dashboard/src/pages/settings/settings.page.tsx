import { NativeSelect } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense, type ComponentType } from 'react';
import { MenuLink } from '../../parts/link';
import { Empty, LoadingRows, PageHead } from '../../parts/states';
import { useMe } from '../../shell/session';
import { useWords } from '../../words/words';
import { groups, sections, sectionWords, type Section } from './sections';
import classes from './settings.module.css';
import { words } from './words';

const components: Readonly<Record<string, ComponentType>> = Object.fromEntries(
  sections.map(({ id, load }) => [id, lazy(async () => ({ default: await load() }))]),
);

/** What is set up by hand: a list of sections, and the chosen one beside it (on narrow screens below a select). */
export function SettingsPage() {
  const say = useWords(words);
  const name = useWords(sectionWords);
  const me = useMe();
  const { section: chosen } = useParams({ strict: false });
  const open = sections.filter(({ roles }) => roles.some((role) => role === me.role));
  const [first] = open;
  if (!first)
    return (
      <>
        <PageHead title={say('title')} />
        <Empty icon={<IconAdjustments size={32} />} title={say('notForYou')}>
          {say('notForYouHelp')}
        </Empty>
      </>
    );
  if (chosen === undefined) return <Navigate to="/settings/$section" params={{ section: first.id }} replace />;
  const Section = open.some(({ id }) => id === chosen) ? components[chosen] : undefined;
  return (
    <>
      <PageHead title={say('title')} />
      <div className={classes.page}>
        <nav className={classes.list} aria-label={say('sections')}>
          {groups.map((group) => {
            const its = open.filter((section) => section.group === group);
            return (
              its.length > 0 && (
                <div key={group}>
                  <p className={classes.group}>{name(group)}</p>
                  {its.map(({ id }) => (
                    <MenuLink
                      key={id}
                      to="/settings/$section"
                      params={{ section: id }}
                      label={name(id)}
                      active={id === chosen}
                      {...(id === chosen && { 'aria-current': 'page' as const })}
                    />
                  ))}
                </div>
              )
            );
          })}
        </nav>
        <ChooseSection open={open} chosen={chosen} />
        <div className={classes.section}>
          {Section ? (
            <Suspense fallback={<LoadingRows />} key={chosen}>
              <Section />
            </Suspense>
          ) : (
            <Empty icon={<IconAdjustments size={32} />} title={say('none')}>
              {say('noneHelp')}
            </Empty>
          )}
        </div>
      </div>
    </>
  );
}

function ChooseSection({ open, chosen }: { readonly open: readonly Section[]; readonly chosen: string }) {
  const say = useWords(words);
  const name = useWords(sectionWords);
  const navigate = useNavigate();
  return (
    <NativeSelect
      className={classes.select ?? ''}
      aria-label={say('sections')}
      value={open.some(({ id }) => id === chosen) ? chosen : ''}
      onChange={({ currentTarget }) =>
        void navigate({ to: '/settings/$section', params: { section: currentTarget.value } })
      }
    >
      {!open.some(({ id }) => id === chosen) && <option value="">{say('choose')}</option>}
      {groups.map((group) => (
        <optgroup key={group} label={name(group)}>
          {open
            .filter((section) => section.group === group)
            .map(({ id }) => (
              <option key={id} value={id}>
                {name(id)}
              </option>
            ))}
        </optgroup>
      ))}
    </NativeSelect>
  );
}

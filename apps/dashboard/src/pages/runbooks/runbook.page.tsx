import { Alert, Badge, Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { IconArrowLeft, IconPencil } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { $api } from '../../api/client';
import { Instant } from '../../parts/instant';
import { TextLink } from '../../parts/link';
import { Loaded, PageHead } from '../../parts/states';
import { useSectorName } from '../../parts/sector';
import { useWords } from '../../words/words';
import { Outcomes } from '../settings/runbooks/outcomes';
import type { Runbook } from '../settings/runbooks/runbook-data';
import { RunbookEditor } from '../settings/runbooks/runbook-editor';
import { useMayWrite } from './may-write';
import { RunbookSteps } from './runbook-steps';
import classes from './runbooks.module.css';
import { words } from './words';

/** `/runbooks/$id`: one runbook, to be read, and to be written by those who may; `new` begins one. */
export function RunbookPage() {
  const { id } = useParams({ from: '/desk/runbooks/$id' });
  const navigate = useNavigate();
  const [isEditing, edit] = useState(false);
  const isNew = id === 'new';
  const query = $api.useQuery('get', '/api/v1/runbooks/{id}', { params: { path: { id } } }, { enabled: !isNew });
  if (isNew) {
    return (
      <>
        <Heading />
        <RunbookEditor
          runbook={null}
          onOpen={(made) => void navigate({ to: '/runbooks/$id', params: { id: made }, replace: true })}
          onClose={() => void navigate({ to: '/runbooks' })}
        />
      </>
    );
  }
  return (
    <Loaded query={query}>
      {(runbook) =>
        isEditing ? (
          <>
            <Heading />
            <RunbookEditor key={runbook.id} runbook={runbook} onClose={() => edit(false)} />
          </>
        ) : (
          <Reader runbook={runbook} onEdit={() => edit(true)} />
        )
      }
    </Loaded>
  );
}

/** The editor's own heading is below it. */
function Heading() {
  const say = useWords(words);
  return <VisuallyHidden component="h1">{say('title')}</VisuallyHidden>;
}

/** The version that holds; of one that was never published, the draft. */
function Reader({ runbook, onEdit }: { readonly runbook: Runbook; readonly onEdit: () => void }) {
  const say = useWords(words);
  const mayWrite = useMayWrite();
  const version = runbook.published ?? runbook.draft;
  return (
    <article className={classes.page}>
      <TextLink to="/runbooks" size="sm" mb="xs" display="inline-block">
        <Group gap={4} component="span">
          <IconArrowLeft size={14} aria-hidden /> {say('back')}
        </Group>
      </TextLink>
      <PageHead title={version?.title ?? say('title')}>
        {mayWrite && (
          <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
            {say('edit')}
          </Button>
        )}
      </PageHead>
      {runbook.archivedAt !== null && (
        <Alert color="gray" py="xs" mb="sm">
          {say('archived')}
        </Alert>
      )}
      {version && (
        <>
          {runbook.published === null && (
            <Alert color="gray" py="xs" mb="sm">
              {say('draftOnly')}
            </Alert>
          )}
          {version.summary && <Text className={classes.written}>{version.summary}</Text>}
          <Group gap={8} mt={6} mb="md">
            {version.publishedAt && version.publishedBy && (
              <Text size="sm" c="dimmed">
                {say('version', { version: version.version, name: version.publishedBy.name })} ·{' '}
                <Instant at={version.publishedAt} />
              </Text>
            )}
            {version.requiredBeforeEscalation && (
              <Badge size="sm" variant="default" tt="none" fw={500}>
                {say('required')}
              </Badge>
            )}
          </Group>
          <Fits version={version} />
          <Text component="h2" fz="md" fw={650} mt="lg" mb="xs">
            {say('stepsTitle')}
          </Text>
          <RunbookSteps steps={version.steps} />
        </>
      )}
      <Outcomes versions={runbook.versions} />
    </article>
  );
}

/** For which tickets it is. */
function Fits({ version }: { readonly version: NonNullable<Runbook['published']> }) {
  const say = useWords(words);
  const sectorOf = useSectorName();
  const facts = [
    [say('tier'), version.tiers.map((tier) => `L${tier}`)],
    [say('sectors'), version.sectors.map((code) => sectorOf(code))],
    [say('products'), version.products],
    [say('words'), version.words],
  ] as const;
  return (
    <section aria-label={say('fits')}>
      <Text component="h2" fz="md" fw={650}>
        {say('fits')}
      </Text>
      <dl className={classes.facts}>
        {facts.map(([name, values]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{values.length > 0 ? values.join(', ') : say('any')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

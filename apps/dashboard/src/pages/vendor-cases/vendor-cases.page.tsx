import { Grid } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBriefcase } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { Empty, PageHead } from '../../parts/states';
import { useWords } from '../../words/words';
import { CaseList } from './case-list';
import { VendorCase } from './vendor-case';
import { words } from './words';

/** Every ticket's leg at a vendor: the list, and beside it (below 62em instead of it) what was said on one. */
export function VendorCasesPage() {
  const say = useWords(words);
  const { id } = useParams({ strict: false });
  const isNarrow = useMediaQuery('(max-width: 62em)');
  if (isNarrow && id !== undefined) return <VendorCase id={id} withBack />;
  return (
    <>
      <PageHead title={say('title')} />
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 5 }}>
          <CaseList chosen={id} />
        </Grid.Col>
        {!isNarrow && (
          <Grid.Col span={7}>
            {id === undefined ? (
              <Empty icon={<IconBriefcase size={32} />} title={say('choose')} />
            ) : (
              <VendorCase key={id} id={id} />
            )}
          </Grid.Col>
        )}
      </Grid>
    </>
  );
}

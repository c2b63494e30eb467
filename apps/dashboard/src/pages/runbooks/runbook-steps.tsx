import { Anchor, Badge, Group, Text } from '@mantine/core';
import { useWords, type Say } from '../../words/words';
import type { Runbook } from '../settings/runbooks/runbook-data';
import classes from './runbooks.module.css';
import { words } from './words';

type Step = NonNullable<Runbook['published']>['steps'][number];
type Words = Say<keyof (typeof words)['en']>;

/** Every step with what is expected and where it goes on. */
export function RunbookSteps({ steps }: { readonly steps: readonly Step[] }) {
  const say = useWords(words);
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => (
        <li key={step.id} id={`step-${step.id}`} tabIndex={-1}>
          <span className={`${classes.number} figures`} aria-hidden>
            {index + 1}
          </span>
          <div>
            <Group gap={8}>
              <Text component="h3" fz="md" fw={600}>
                {step.title}
              </Text>
              <Badge size="sm" variant="light" color="gray" tt="none" fw={500}>
                {say(step.kind)}
              </Badge>
              {step.required && (
                <Badge size="sm" variant="default" tt="none" fw={500}>
                  {say('isRequired')}
                </Badge>
              )}
            </Group>
            <p className={classes.written}>{step.instruction}</p>
            {step.expected && (
              <Text size="sm" mt={4}>
                <Text span inherit c="dimmed">
                  {say('expected')}:
                </Text>{' '}
                {step.expected}
              </Text>
            )}
            {step.input && (
              <Text size="sm" mt={4}>
                <Text span inherit c="dimmed">
                  {say('answer')}:
                </Text>{' '}
                {answerOf(step.input, say)}
              </Text>
            )}
            <ul className={classes.ways}>
              {waysOf(step, say).map(({ name, to }) => (
                <li key={name}>
                  <Text span inherit c="dimmed">
                    {name}:
                  </Text>{' '}
                  <Way to={to} steps={steps} from={index} />
                </li>
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** `to` left out is the step below; `end`, or below the last, is the end. */
function Way({
  to,
  steps,
  from,
}: {
  readonly to: string | undefined;
  readonly steps: readonly Step[];
  readonly from: number;
}) {
  const say = useWords(words);
  const at = to === undefined ? from + 1 : steps.findIndex(({ id }) => id === to);
  const step = steps[at];
  if (to === 'end' || !step) return <>{say('end')}</>;
  return (
    <Anchor
      href={`#step-${step.id}`}
      inherit
      onClick={(event) => {
        event.preventDefault();
        const target = document.getElementById(`step-${step.id}`);
        target?.scrollIntoView({ block: 'start' });
        target?.focus({ preventScroll: true });
      }}
    >
      {say('toStep', { number: at + 1, title: step.title })}
    </Anchor>
  );
}

function waysOf({ kind, options, next, onFail }: Step, say: Words): { name: string; to: string | undefined }[] {
  if (kind === 'branch') return (options ?? []).map((option) => ({ name: option.label, to: option.next }));
  if (kind === 'input' || onFail === undefined || onFail === next) return [{ name: say('goesOn'), to: next }];
  return [
    { name: say('passed'), to: next },
    { name: say('failed'), to: onFail },
  ];
}

function answerOf({ type, unit, min, max, choices }: NonNullable<Step['input']>, say: Words): string {
  if (type === 'choice') return (choices ?? []).join(' / ');
  if (type === 'text') return say('text');
  const limits =
    min !== undefined && max !== undefined
      ? say('between', { min, max })
      : min !== undefined
        ? say('atLeast', { min })
        : max !== undefined
          ? say('atMost', { max })
          : '';
  return [say('number'), limits, unit].filter(Boolean).join(' ');
}

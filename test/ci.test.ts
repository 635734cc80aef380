// The ready-made files of docs/ci: valid YAML whose calls of avtal exist, and a hook that the shell can read.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import manifest from '../cli/package.json' with { type: 'json' };
import { avtal, root } from './cli/harness.ts';

const read = (file: string) => readFileSync(join(root, 'docs', file), 'utf8');
const workflow = load(read('ci/github.yml')) as { jobs: { check: { steps: { run?: string; uses?: string }[] } } };
const pipeline = load(read('ci/gitlab-ci.yml')) as { avtal: { script: string[] } };
const samples = [...read('ci.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

test('the samples in docs/ci.md are YAML', () => {
  expect(samples.map((sample) => typeof load(sample))).toEqual(['object', 'object']);
});

describe('every call of avtal', () => {
  const lines = [
    ...workflow.jobs.check.steps.map(({ run = '' }) => run),
    ...pipeline.avtal.script,
    ...read('ci/pre-commit.sh').split('\n'),
    ...samples.flatMap((sample) => sample.split('\n')),
  ];
  const each = lines.flatMap((line) => {
    const [, version = manifest.version, args = ''] = /npx (?:--yes )?avtal(?:@(\S+))? ([^|]+)/.exec(line) ?? [];
    return args === '' ? [] : [[args.trim(), version] as const];
  });
  test('there are some', () => expect(each.length).toBeGreaterThan(6));
  test.each(each)('%s', (args, version) => {
    expect(version).toBe(manifest.version);
    const words = args
      .replace(/-o \S+/, '')
      .split(' ')
      .filter((word) => word !== '');
    expect(avtal([...words, 'examples/itpays'])).toMatchObject({ code: 0, err: '' });
  });
});

test('the workflow uploads what it writes', () => {
  expect(workflow.jobs.check.steps.map(({ uses }) => uses?.split('@')[0]).filter(Boolean)).toEqual([
    'actions/checkout',
    'actions/setup-node',
    'github/codeql-action/upload-sarif',
  ]);
});

test('the hook is a shell script', () => {
  expect(spawnSync('sh', ['-n', join(root, 'docs/ci/pre-commit.sh')]).status).toBe(0);
});

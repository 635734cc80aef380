// Runs everything that must hold (types, format and lint, tests) and ends with the line `N passed, N failed`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTypes, run } from './tools.ts';

/** The part of vitest's JSON report (the shape is Jest's) that is counted here. */
interface Report {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const count = { passed: 0, failed: 0, skipped: 0 };

function countExit(name: string, code: number): void {
  console.log(`${code === 0 ? 'ok' : 'FAILED'}: ${name}`);
  count[code === 0 ? 'passed' : 'failed'] += 1;
}

async function tests(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'avtal-test-'));
  const reportFile = join(folder, 'report.json');
  try {
    const code = await run('vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`);
    const failedBefore = count.failed;
    const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
    for (const file of report.testResults) {
      for (const { status } of file.assertionResults) {
        if (status === 'passed') count.passed += 1;
        else if (status === 'failed') count.failed += 1;
        else count.skipped += 1;
      }
      // A file that did not load, or whose setup failed, has no failed test of its own to show for it.
      if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'))
        count.failed += 1;
    }
    // Errors outside any test (an unhandled rejection, an obsolete snapshot in CI) still fail the run.
    if (code !== 0 && count.failed === failedBefore) count.failed += 1;
  } catch (error) {
    console.error('The tests gave no report:', error);
    count.failed += 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

countExit('types', await checkTypes());
countExit('format and lint', await run('biome', 'check', '--error-on-warnings'));
await tests();

console.log(`${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`);
process.exitCode = count.failed === 0 ? 0 : 1;

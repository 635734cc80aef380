// Type-checks every package, the scripts and the tests.
import { checkTypes } from './tools.ts';

process.exitCode = await checkTypes();

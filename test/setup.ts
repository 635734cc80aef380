// Before every test file: random cases are the same in every run, so that a red run stays red; AVTAL_SEED tries others.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.AVTAL_SEED ?? '20260101') });

// What a compilation leaves for the next of nearly the same text. Whoever compiles again and again keeps one.
import { QuestionMemory } from './analysis/again.ts';
import type { Space } from './analysis/space.ts';
import { RowMemory } from './clauses/again.ts';

export class Memory {
  readonly rows = new RowMemory();
  readonly questions = new QuestionMemory<Space>();
}

// The two stages of checking, in turn with everything else: compile what changed, tell; analyse it in steps, tell.
import type { Host } from '../host.ts';
import type { Workspace } from './workspace.ts';

export interface ScheduleOptions {
  readonly host: Host;
  readonly workspace: Workspace;
  /** Findings may have changed. `isDone`: nothing more is to come. */
  readonly publish: (isDone: boolean) => void;
}

/** So long, in milliseconds, messages wait at most while agreements are analysed. */
const slice = 6;
/** Findings of agreements that nobody has open are told together, after so many milliseconds. */
const together = 250;

/** Runs until there is nothing left to do; a change wakes it. */
export class Schedule {
  readonly #options: ScheduleOptions;
  #running: Promise<void> | undefined;
  #hasNews = false;

  constructor(options: ScheduleOptions) {
    this.#options = options;
  }

  wake(): void {
    this.#hasNews = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#hasNews) this.wake();
    });
  }

  /** When all is compiled and analysed. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    const { host, workspace, publish } = this.#options;
    let told = host.clock();
    for (;;) {
      await host.pause();
      await workspace.settled();
      this.#hasNews = false;
      const next = workspace.next();
      if (next === undefined) break;
      const { root, agreement } = next;
      const isOpen = root.openAgreements.has(agreement);
      if (!agreement.isCompiled) {
        workspace.compiled(agreement);
        if (isOpen && ![...root.openAgreements].every((one) => one.isCompiled)) continue;
      } else {
        const until = host.clock() + slice;
        let isDone = false;
        while (!isDone && host.clock() < until) isDone = agreement.step();
        if (!isDone) continue;
      }
      if (!isOpen && host.clock() - told < together) continue;
      publish(false);
      told = host.clock();
    }
    publish(true);
  }
}

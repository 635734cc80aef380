// What is done in turn with everything else: compile what changed, tell; analyse it in steps, tell; read the rest of the
// folders; compile and analyse that.
import type { Host } from '../host.ts';
import type { Workspace } from './workspace.ts';

export interface ScheduleOptions {
  readonly host: Host;
  readonly workspace: Workspace;
  /** Findings may have changed. `isDone`: nothing more is to come. */
  readonly publish: (isDone: boolean) => void;
}

/** So long, in milliseconds, messages wait at most while files are read and agreements analysed. */
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
    const { workspace } = this.#options;
    for (await workspace.scanned(); this.#running !== undefined; await workspace.scanned()) await this.#running;
  }

  /** When all files of the folders are read, whatever else is to be done. */
  async read(): Promise<void> {
    const { host, workspace } = this.#options;
    for (await workspace.scanned(); workspace.readSome(host.clock() + slice); await workspace.scanned())
      await host.pause();
  }

  async #run(): Promise<void> {
    const { host, workspace, publish } = this.#options;
    let told = host.clock();
    for (;;) {
      await host.pause();
      await workspace.settled();
      this.#hasNews = false;
      const next = workspace.next();
      if (next === undefined) {
        if (workspace.readSome(host.clock() + slice)) continue;
        break;
      }
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
    publish(!workspace.isReading);
  }
}

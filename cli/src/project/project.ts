// The project file `avtal.json`: found from a file upwards, and what it decides about files and findings.
import { dirname, join, resolve } from 'node:path';
import {
  type Diagnostic,
  isMeant,
  judged,
  lineStarts,
  type ProjectSettings,
  positionOf,
  projectFile,
  readSettings,
} from '@avtal/compiler';
import { exists, pathBelow, readText } from '../files.ts';
import { Failure, type Host } from '../host.ts';

interface Project {
  readonly folder: string;
  readonly settings: ProjectSettings;
}

export class Projects {
  readonly #host: Host;
  readonly #byFolder = new Map<string, Project | undefined>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Whether a file that was found in a folder, and not named, is to be checked. */
  includes(file: string): boolean {
    const project = this.#of(file);
    const below = project && pathBelow(project.folder, resolve(this.#host.cwd, file));
    return project === undefined || below === undefined || isMeant(below, project.settings);
  }

  /** Reads the project file of the file, so that one that cannot be used is told also where nothing is found. */
  read(file: string): void {
    this.#of(file);
  }

  /** The finding with the severity that the project gives it; undefined where it is switched off. */
  judged(finding: Diagnostic): Diagnostic | undefined {
    return judged(finding, this.#of(finding.file)?.settings);
  }

  deniesWarnings(file: string): boolean {
    return this.#of(file)?.settings.denyWarnings ?? false;
  }

  /** That of the nearest folder, from the file's own up to the current one. */
  #of(file: string): Project | undefined {
    return this.#at(dirname(resolve(this.#host.cwd, file)));
  }

  #at(folder: string): Project | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const file = join(folder, projectFile);
    const isRoot = folder === this.#host.cwd || pathBelow(this.#host.cwd, folder) === undefined;
    const above = isRoot ? undefined : this.#at(dirname(folder));
    const project = exists(this.#host, file) ? { folder, settings: this.#read(file) } : above;
    this.#byFolder.set(folder, project);
    return project;
  }

  #read(file: string): ProjectSettings {
    const shown = pathBelow(this.#host.cwd, file) ?? file;
    const text = readText(this.#host, shown);
    const settings = readSettings(text);
    if ('severity' in settings) return settings;
    const lines = lineStarts(text);
    const messages = settings.map(({ start, message, help }) => {
      const { line, column } = positionOf(lines, start);
      return `${shown}:${line}:${column}: ${message}${help === undefined ? '' : ` ${help}`}`;
    });
    throw new Failure(`The project file cannot be used.\n${messages.map((one) => `  ${one}`).join('\n')}`);
  }
}

// The project files of a root: which files they mean, which severities they give, and what is wrong with them.
import {
  type Diagnostic,
  isMeant,
  judged,
  lineStarts,
  type ProjectMistake,
  type ProjectSettings,
  positionOf,
  projectFile,
  readSettings,
} from '@avtal/compiler';

export class Projects {
  /** By folder, `` for the root and else with `/` at its end. Undefined: the file cannot be used. */
  readonly #byFolder = new Map<string, ProjectSettings | undefined>();
  readonly #mistakes = new Map<string, { readonly text: string; readonly found: readonly ProjectMistake[] }>();

  #revision = 0;

  /** Another number whenever they may decide otherwise. */
  get revision(): number {
    return this.#revision;
  }

  /** Reads a project file; without text it is gone. */
  set(path: string, text: string | undefined): void {
    this.#revision++;
    const folder = path.slice(0, path.length - projectFile.length);
    this.#byFolder.delete(folder);
    this.#mistakes.delete(path);
    if (text === undefined) return;
    const settings = readSettings(text);
    this.#byFolder.set(folder, 'severity' in settings ? settings : undefined);
    if (!('severity' in settings)) this.#mistakes.set(path, { text, found: settings });
  }

  get paths(): readonly string[] {
    return [...this.#byFolder.keys()].map((folder) => folder + projectFile);
  }

  /** Whether a file that was found, and not opened, is to be checked. */
  includes(path: string): boolean {
    const found = this.#of(path);
    return found === undefined || isMeant(path.slice(found.folder.length), found.settings);
  }

  judged(finding: Diagnostic): Diagnostic | undefined {
    return judged(finding, this.#of(finding.file)?.settings);
  }

  /** What is wrong with project files, by their path. */
  mistakes(): readonly { readonly path: string; readonly text: string; readonly found: readonly ProjectMistake[] }[] {
    return [...this.#mistakes].map(([path, mistake]) => ({ path, ...mistake }));
  }

  /** That of the nearest folder. */
  #of(path: string): { readonly folder: string; readonly settings: ProjectSettings } | undefined {
    for (let folder = path; folder !== ''; ) {
      folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
      const settings = this.#byFolder.get(folder);
      if (settings !== undefined) return { folder, settings };
      if (this.#byFolder.has(folder)) return undefined;
    }
    return undefined;
  }
}

/** A mistake as a finding about the project file. */
export function findingOf(path: string, text: string, { start, message, help }: ProjectMistake): Diagnostic {
  const end = lineStarts(text)[positionOf(lineStarts(text), start).line] ?? text.length;
  return {
    code: projectFile,
    severity: 'error',
    title: 'Cannot be used',
    message,
    file: path,
    span: { start, end: start + text.slice(start, end).trimEnd().length },
    related: [],
    ...(help === undefined ? {} : { help }),
    fixes: [],
  };
}

// Patterns of files as project files write them: `**/*.avtal`, `old/**`, `{a,b}.avtal`, `part-[0-9].avtal`.

/** Whether the whole path, with `/`, is as the pattern says. */
export function matchesPattern(path: string, pattern: string): boolean {
  return compiled(pattern).test(path);
}

const pieces = /\*\*\/|\*\*|\*|\?|\{|\}|,|\[[^\]/]+\]|[\s\S]/gu;

function compiled(pattern: string): RegExp {
  let depth = 0;
  const source = (pattern.match(pieces) ?? []).map((piece): string => {
    switch (piece) {
      case '**/':
        return '(?:[^/]+/)*';
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      case '{':
        depth++;
        return '(?:';
      case '}':
        if (depth === 0) return '\\}';
        depth--;
        return ')';
      case ',':
        return depth > 0 ? '|' : ',';
      default:
        return piece.length > 2 && piece.startsWith('[') ? oneOf(piece) : literal(piece);
    }
  });
  // A brace that is never closed means itself.
  return depth === 0 ? new RegExp(`^${source.join('')}$`, 'su') : new RegExp(`^${literal(pattern)}$`, 'u');
}

function oneOf(piece: string): string {
  const inner = piece.slice(1, -1).replace(/^!/, '^').replace(/[\\[]/g, '\\$&');
  try {
    return new RegExp(`[${inner}]`, 'u').source;
  } catch {
    return literal(piece);
  }
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

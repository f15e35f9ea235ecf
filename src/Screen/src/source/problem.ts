/** Why a call failed, as the service says it (RFC 9457), or as near as can be told. */
export interface Problem extends Error {
  readonly isProblem: true;
  readonly title: string;
  readonly detail: string;
  /** 0 when no answer came. */
  readonly status: number;
  readonly field: string | null;
  readonly fix: string | null;
}

/** A problem of its own making. */
export function problem(status: number, title: string, detail: string, field: string | null = null, fix: string | null = null): Problem {
  return Object.assign(new Error(detail || title), { isProblem: true as const, title, detail, status, field, fix });
}

/** Reads what a call was refused with. A body that is not problem details is not shown: it may be anything. */
export async function readProblem(response: Response): Promise<Problem> {
  let told: Record<string, unknown> = {};
  try {
    told = (await response.json()) as Record<string, unknown>;
  } catch {
    // Something on the way answered in the service's place.
  }

  const text = (name: string): string | null => (typeof told[name] === 'string' ? (told[name] as string) : null);
  return problem(response.status, text('title') ?? `HTTP ${response.status}`, text('detail') ?? '', text('field'), text('fix'));
}

/** Whatever was thrown, as a problem. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Error && 'isProblem' in thrown) {
    return thrown as Problem;
  }

  return problem(0, 'The service does not answer', thrown instanceof Error ? thrown.message : String(thrown));
}

/** What a change is called: its project, its name and when it was planned, which tells apart one that was reworked. */
export function nameSqitchChange(project: string, change: string, planned: Date): string {
  return `${project}: ${change} (${planned.toISOString().replace(/\.\d+Z$/, "Z")})`;
}

/** The parts of such a name; undefined where it is none. */
export function parseSqitchChange(id: string): { readonly project: string; readonly planned: number } | undefined {
  const [, project, time] = /^([^:]*): .*? \(([-\d:TZ]+)\)$/.exec(id) ?? [];
  const planned = Date.parse(time ?? "");
  return project === undefined || Number.isNaN(planned) ? undefined : { project, planned };
}

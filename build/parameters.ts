/** What Serverless knows of the parameters. */
export interface WrittenParameters {
  /** The values of `--param`, as they were typed: `application=shop`. */
  readonly typed: readonly string[];
  readonly stage: string;
  /** The sections of `params` in serverless.yml: `default`, which names every parameter there is, and those of stages. */
  readonly sections: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What puts the functions into a VPC, where each is nothing without the other. */
const NETWORK = [
  {
    name: "subnetIds",
    pattern: /^subnet-\w+(,subnet-\w+)*$/,
    example: "subnet-1,subnet-2",
    partner: "securityGroupIds",
  },
  { name: "securityGroupIds", pattern: /^sg-\w+(,sg-\w+)*$/, example: "sg-1,sg-2", partner: "subnetIds" },
] as const;

/**
 * Every reason why the functions cannot be deployed with these parameters, each with its place. Serverless itself ignores a
 * name that it does not know, and tells what else is wrong once for each use of a parameter.
 */
export function parameterProblems({ typed, stage, sections }: WrittenParameters): readonly string[] {
  const problems: string[] = [];
  const values = new Map(Object.entries(sections["default"] ?? {}).map(([name, value]) => [name, textOf(value)]));
  const optional = new Set([...values].filter(([, value]) => value === "").map(([name]) => name));
  const names = [...values.keys()].join(", ");
  const take = (place: string, name: string, value: string, mayBeEmpty: boolean): void => {
    if (!values.has(name)) problems.push(`${place}: expected one of ${names}, received ${JSON.stringify(name)}`);
    else if (value === "" && !mayBeEmpty)
      problems.push(`${place}: expected a value for ${name}, received none; without the parameter its default holds`);
    else values.set(name, value);
  };
  for (const [name, value] of Object.entries(stage === "default" ? {} : (sections[stage] ?? {}))) {
    // Serverless takes null for a parameter that is not there.
    if (value !== null) take(`serverless.yml, params.${stage}`, name, textOf(value), optional.has(name));
  }
  for (const each of typed) {
    const [, name = "", value] = /^([^=]+)=(.*)$/s.exec(each) ?? [];
    if (value === undefined) problems.push(`--param: expected name=value, received ${JSON.stringify(each)}`);
    else take("--param", name, value.trim(), false);
  }
  return [...problems, ...networkProblems(values)];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : (JSON.stringify(value) ?? "");
}

function networkProblems(values: ReadonlyMap<string, string>): readonly string[] {
  const network = NETWORK.map((each) => ({ ...each, value: values.get(each.name) ?? "" }));
  // A variable of Serverless's that has no value yet: asked again when it has.
  if (network.every(({ value }) => value === "") || network.some(({ value }) => value.includes("${"))) return [];
  return network.flatMap(({ name, pattern, example, partner, value }) => {
    if (value === "") return [`${name}: expected ids such as ${example} beside ${partner}, received none`];
    if (pattern.test(value)) return [];
    return [
      `${name}: expected ids with nothing but commas between, such as ${example}, received ${JSON.stringify(value)}`,
    ];
  });
}

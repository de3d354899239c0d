/** What Serverless knows of the parameters. */
export interface WrittenParameters {
  /** The values of `--param`, as they were typed: `application=shop`. */
  readonly typed: readonly string[];
  readonly stage: string;
  /** The sections of `params` in serverless.yml: `default`, which names every parameter there is, and those of stages. */
  readonly sections: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A parameter that is a list with commas, and the one without which it is nothing. */
interface ListParameter {
  readonly name: string;
  readonly of: "ids" | "ARNs";
  /** Of each element. */
  readonly pattern: RegExp;
  readonly example: string;
  readonly partner?: string;
}

// In the name of a secret or parameter, patterns of IAM's: the ARN of a secret ends in six characters that AWS chose. Not
// in place of the whole name.
const SECRET =
  /^arn:aws[\w-]*:(?:secretsmanager:[\w-]+:\d{12}:secret:|ssm:[\w-]+:\d{12}:parameter\/)(?=.*[\w/+=.@-])[\w/+=.@?*-]+$/;
const KEY = /^arn:aws[\w-]*:kms:[\w-]+:\d{12}:key\/[\w-]+$/;
const SECRET_EXAMPLE = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/smoke-AbCdEf";
const KEY_EXAMPLE = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const NETWORK: readonly ListParameter[] = [
  { name: "subnetIds", of: "ids", pattern: /^subnet-\w+$/, example: "subnet-1,subnet-2", partner: "securityGroupIds" },
  { name: "securityGroupIds", of: "ids", pattern: /^sg-\w+$/, example: "sg-1,sg-2", partner: "subnetIds" },
];
const SECRETS: readonly ListParameter[] = [
  { name: "secretArns", of: "ARNs", pattern: SECRET, example: SECRET_EXAMPLE },
  { name: "secretKeyArns", of: "ARNs", pattern: KEY, example: KEY_EXAMPLE },
];

const DATABASE_USERS: ListParameter = {
  name: "databaseUserArns",
  of: "ARNs",
  // Of one user: a pattern would let the function be the one that writes.
  pattern: /^arn:aws[\w-]*:rds-db:[\w-]+:\d{12}:dbuser:[\w-]+\/[\w.@-]+$/,
  example: "arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABCDEFGHIJKL/hooks",
};

/** What names the alarms' target groups: without one of them there is nothing to create. */
const ALARMS: readonly { readonly name: string; readonly pattern: RegExp; readonly example: string }[] = [
  { name: "alarmLoadBalancer", pattern: /^app\/[\w-]+\/[\da-f]+$/, example: "app/shop/50dc6c495c0c9188" },
  ...["alarmTargetGroup1", "alarmTargetGroup2"].map((name) => {
    return { name, pattern: /^targetgroup\/[\w-]+\/[\da-f]+$/, example: "targetgroup/shop-a/73e2d6bc24d8a067" };
  }),
];
const THRESHOLDS = ["alarm5xxPercent", "alarmRequests", "alarmP95Seconds"];

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
  return [
    ...problems,
    ...networkProblems(values),
    ...secretProblems(values),
    ...databaseProblems(values),
    ...alarmProblems(values),
  ];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : (JSON.stringify(value) ?? "");
}

/** What puts the functions into a VPC: each is nothing without the other. */
function networkProblems(values: ReadonlyMap<string, string>): readonly string[] {
  const network = NETWORK.map((each) => ({ ...each, value: values.get(each.name) ?? "" }));
  // A variable of Serverless's that has no value yet: asked again when it has.
  if (network.every(({ value }) => value === "") || network.some(({ value }) => hasVariable(value))) return [];
  return network.flatMap(({ value, ...parameter }) => {
    const { name, example, partner = "" } = parameter;
    if (value === "") return [`${name}: expected ids such as ${example} beside ${partner}, received none`];
    return listProblems(parameter, value);
  });
}

/** What a role may read, and the keys that encrypt it. */
function secretProblems(values: ReadonlyMap<string, string>): readonly string[] {
  const given = SECRETS.map((each) => ({ ...each, value: values.get(each.name) ?? "" }));
  const [secrets, keys] = given;
  if (secrets?.value === "" && keys?.value !== "") {
    return [`secretArns: expected the ARNs of secrets or parameters beside secretKeyArns, received none`];
  }
  return given.flatMap(({ value, ...parameter }) => {
    return value === "" || hasVariable(value) ? [] : listProblems(parameter, value);
  });
}

function databaseProblems(values: ReadonlyMap<string, string>): readonly string[] {
  const value = values.get(DATABASE_USERS.name) ?? "";
  return value === "" || hasVariable(value) ? [] : listProblems(DATABASE_USERS, value);
}

function alarmProblems(values: ReadonlyMap<string, string>): readonly string[] {
  const given = ALARMS.map((each) => ({ ...each, value: values.get(each.name) ?? "" }));
  if (given.every(({ value }) => value === "")) return [];
  const wrong = given.filter(({ value, pattern }) => !hasVariable(value) && !pattern.test(value));
  const thresholds = THRESHOLDS.filter((name) => {
    const value = values.get(name);
    return value !== undefined && !hasVariable(value) && !/^\d+(?:\.\d+)?$/.test(value);
  });
  const names = ALARMS.map(({ name }) => name).join(", ");
  return [
    ...wrong.map(({ name, example, value }) => {
      return `${name}: expected what ARNs end in, such as ${example} (alarms take ${names} together), received ${value === "" ? "none" : JSON.stringify(value)}`;
    }),
    ...thresholds.map((name) => `${name}: expected a number, received ${JSON.stringify(values.get(name))}`),
  ];
}

function listProblems({ name, of, pattern, example }: ListParameter, value: string): readonly string[] {
  if (value.split(",").every((element) => pattern.test(element))) return [];
  return [
    `${name}: expected ${of} with nothing but commas between, such as ${example}, received ${JSON.stringify(value)}`,
  ];
}

function hasVariable(value: string): boolean {
  return value.includes("${");
}

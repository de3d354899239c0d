import { expect, test } from "vitest";
import { parameterProblems } from "../../build/parameters.ts";

const DEFAULT = { application: "*", cluster: "*", subnetIds: "", securityGroupIds: "" };
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/smoke-AbCdEf";
const PARAMETER = "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/shop/token";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

function problems(typed: readonly string[], prod: Readonly<Record<string, unknown>> = {}, stage = "prod") {
  return parameterProblems({ typed, stage, sections: { default: DEFAULT, prod } });
}

test.for<[string, readonly string[], Readonly<Record<string, unknown>>]>([
  ["nothing at all", [], {}],
  ["a value with an equals sign", ["application=a=b"], {}],
  ["both lists", ["subnetIds=subnet-1,subnet-2", "securityGroupIds=sg-1"], {}],
  ["one list typed, and one of the stage", ["subnetIds=subnet-1"], { securityGroupIds: "sg-1" }],
  ["a stage that needs no network", [], { subnetIds: "", securityGroupIds: "" }],
  ["a null, which Serverless takes for nothing", [], { application: null }],
  ["variables that have no value yet", [], { subnetIds: "${ssm:/subnets}" }],
])("%s is no problem", ([, typed, prod]) => {
  expect(problems(typed, prod)).toEqual([]);
});

test("every problem is named at once, each with its place", () => {
  const typed = ["applicaton=shop", "cluster= ", "subnetIds", "subnetIds=subnet-1, subnet-2"];
  expect(problems(typed, { applicaton: "shop", application: "" })).toEqual([
    'serverless.yml, params.prod: expected one of application, cluster, subnetIds, securityGroupIds, received "applicaton"',
    "serverless.yml, params.prod: expected a value for application, received none; without the parameter its default holds",
    '--param: expected one of application, cluster, subnetIds, securityGroupIds, received "applicaton"',
    "--param: expected a value for cluster, received none; without the parameter its default holds",
    '--param: expected name=value, received "subnetIds"',
    'subnetIds: expected ids with nothing but commas between, such as subnet-1,subnet-2, received "subnet-1, subnet-2"',
    "securityGroupIds: expected ids such as sg-1,sg-2 beside subnetIds, received none",
  ]);
});

test("security groups without subnets are a problem", () => {
  expect(problems(["securityGroupIds=sg-1"])).toEqual([
    "subnetIds: expected ids such as subnet-1,subnet-2 beside securityGroupIds, received none",
  ]);
});

test("the section of another stage is nobody's business", () => {
  expect(problems([], { applicaton: "shop" }, "dev")).toEqual([]);
});

const OF_SECRETS = { secretArns: "", secretKeyArns: "" };

test.for<[string, Readonly<Record<string, string>>]>([
  ["a secret and a parameter", { secretArns: `${SECRET},${PARAMETER}` }],
  ["a pattern for what AWS adds to the name of a secret", { secretArns: SECRET.replace("AbCdEf", "??????") }],
  ["a secret and the key that encrypts it", { secretArns: SECRET, secretKeyArns: KEY }],
  ["ARNs that have no value yet", { secretArns: "${cf:secrets.Arn}", secretKeyArns: KEY }],
])("%s may be read", ([, values]) => {
  expect(parameterProblems({ typed: [], stage: "prod", sections: { default: OF_SECRETS, prod: values } })).toEqual([]);
});

test.for<[string, Readonly<Record<string, string>>, RegExp]>([
  ["a name in place of an ARN", { secretArns: "shop/smoke" }, /^secretArns: expected ARNs .*, received "shop\/smoke"$/],
  [
    "every secret of the account",
    { secretArns: SECRET.replace("shop/smoke-AbCdEf", "*") },
    /^secretArns: expected ARNs/,
  ],
  ["an ARN of something else", { secretArns: KEY }, /^secretArns: expected ARNs/],
  ["a space after a comma", { secretArns: `${SECRET}, ${PARAMETER}` }, /^secretArns: expected ARNs/],
  [
    "an alias of a key",
    { secretArns: SECRET, secretKeyArns: KEY.replace(/key.*/, "alias/shop") },
    /^secretKeyArns: expected/,
  ],
  [
    "a key for nothing",
    { secretKeyArns: KEY },
    /^secretArns: expected the ARNs .* beside secretKeyArns, received none$/,
  ],
])("%s is a problem", ([, values, problem]) => {
  const found = parameterProblems({ typed: [], stage: "prod", sections: { default: OF_SECRETS, prod: values } });
  expect(found).toEqual([expect.stringMatching(problem)]);
});

const USER = "arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-ABCDEFGHIJKL/hooks";

test.for([
  ["a user of a database", USER, []],
  ["every user of it", USER.replace("hooks", "*"), [/^databaseUserArns: expected ARNs .*dbuser:cluster/]],
  ["the ARN of the database", "arn:aws:rds:eu-west-1:123456789012:db:shop", [/^databaseUserArns: expected ARNs/]],
] as const)("%s as whom to log in", ([, databaseUserArns, problems]) => {
  const sections = { default: { databaseUserArns: "" } };
  const found = parameterProblems({ typed: [`databaseUserArns=${databaseUserArns}`], stage: "dev", sections });
  expect(found).toEqual(problems.map((problem) => expect.stringMatching(problem)));
});

const ALARMS = {
  alarmLoadBalancer: "app/shop/50dc6c495c0c9188",
  alarmTargetGroup1: "targetgroup/shop-a/73e2d6bc24d8a067",
  alarmTargetGroup2: "targetgroup/shop-b/83e2d6bc24d8a067",
};

test.for<[string, Readonly<Record<string, string>>, readonly RegExp[]]>([
  ["all of them", ALARMS, []],
  ["none", {}, []],
  ["values that are not known yet", { ...ALARMS, alarmTargetGroup1: "${cf:shop.Group}" }, []],
  [
    "a load balancer alone",
    { alarmLoadBalancer: ALARMS.alarmLoadBalancer },
    [/^alarmTargetGroup1: .* received none$/, /^alarmTargetGroup2: /],
  ],
  [
    "an ARN in place of its end",
    { ...ALARMS, alarmTargetGroup2: `arn:aws:x:${ALARMS.alarmTargetGroup2}` },
    [/^alarmTargetGroup2: expected what ARNs end in/],
  ],
  ["a network load balancer", { ...ALARMS, alarmLoadBalancer: "net/shop/50dc6c495c0c9188" }, [/^alarmLoadBalancer: /]],
  [
    "a threshold that is no number",
    { ...ALARMS, alarm5xxPercent: "5%" },
    [/^alarm5xxPercent: expected a number, received "5%"$/],
  ],
])("what the alarms are of: %s", ([, values, problems]) => {
  const empty = { alarmLoadBalancer: "", alarmTargetGroup1: "", alarmTargetGroup2: "", alarm5xxPercent: "5" };
  const found = parameterProblems({ typed: [], stage: "prod", sections: { default: empty, prod: values } });
  expect(found).toEqual(problems.map((problem) => expect.stringMatching(problem)));
});

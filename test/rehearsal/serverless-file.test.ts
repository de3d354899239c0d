import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { readServerlessFile } from "../../rehearsal/serverless-file.ts";
import { createTemporaryFolder } from "../build/temporary-folder.ts";

const FILE = `
service: shop
params: { default: { prefix: CodeDeployHook, subnets: "" } }
provider: { name: aws, memorySize: 512, timeout: 300, environment: { STAGE: "\${sls:stage}" } }
custom:
  name: \${param:prefix}_\${self:service}-\${sls:stage}
  decide: &decide { Effect: Allow, Action: [codedeploy:GetDeployment, ecs:ListTasks], Resource: !Sub "arn:\${AWS::Partition}:x" }
functions:
  afterInstall:
    name: \${self:custom.name}-after-install
    handler: dist/after-install/index.handler
    role: TheRole
    timeout: 60
    environment: { COLOUR: green }
resources:
  Mappings: { Optional: { Network: { Subnets: "\${param:subnets}" } } }
  Conditions:
    InVpc: !Not [!Equals [!FindInMap [Optional, Network, Subnets], ""]]
  Resources:
    TheRole:
      Properties:
        Policies:
          - PolicyDocument:
              Statement:
                - *decide
                - { Effect: Allow, Action: ecs:ListTasks, Resource: "*" }
                - { Fn::If: [InVpc, { Effect: Allow, Action: ec2:DescribeSubnets, Resource: "*" }, !Ref AWS::NoValue] }
`;

async function read(text: string, parameters?: Record<string, string>): ReturnType<typeof readServerlessFile> {
  await using folder = await createTemporaryFolder();
  const file = path.join(folder.path, "serverless.yml");
  await writeFile(file, text);
  return await readServerlessFile(file, parameters);
}

test("a function is what the file would deploy to the stage rehearsal", async () => {
  expect(await read(FILE)).toEqual([
    {
      key: "afterInstall",
      functionName: "CodeDeployHook_shop-rehearsal-after-install",
      lifecycleEvent: "AfterInstall",
      handler: "after-install/index.handler",
      memoryMb: 512,
      timeoutSeconds: 60,
      environment: { STAGE: "rehearsal", COLOUR: "green" },
      maximumRetryAttempts: 2,
      allowedActions: ["codedeploy:GetDeployment", "ecs:ListTasks"],
    },
  ]);
});

test("a statement that depends on a parameter is there where the parameter is given, and not otherwise", async () => {
  const [without] = await read(FILE, { subnets: "" });
  const [given] = await read(FILE, { subnets: "subnet-1" });
  expect(without?.allowedActions).toEqual(["codedeploy:GetDeployment", "ecs:ListTasks"]);
  expect(given?.allowedActions).toEqual(["codedeploy:GetDeployment", "ec2:DescribeSubnets", "ecs:ListTasks"]);
});

test.for([
  ["    role: TheRole\n", "", /functions\.afterInstall\.role/],
  ["role: TheRole", "role: AnotherRole", /resources\.Resources\.AnotherRole: expected Object, found undefined/],
  ["memorySize: 512, ", "", /provider\.memorySize/],
  ["afterInstall:", "afterwards:", /functions\.afterwards: expected the name of a lifecycle event/],
  ["dist/after-install", "src/after-install", /functions\.afterInstall\.handler/],
  ["self:custom.name", "self:custom.nam", /\$\{self:custom\.nam\}: expected text or a number, found nothing/],
  ["param:prefix", "ssm:/prefix", /\$\{ssm:\/prefix\}: a rehearsal resolves only self, param and sls:stage/],
  ["custom:", "custom: [", /serverless\.yml: /],
  [
    "    InVpc: !Not",
    "    InVpc: !Or",
    /resources\.Conditions\.InVpc: expected a condition of Not, Equals and FindInMap/,
  ],
  ["    InVpc: ", "    InNet: ", /resources\.Conditions\.InVpc: expected/],
  ["Network, Subnets], ", "Network, Nets], ", /resources\.Conditions\.InVpc: expected/],
  ["Effect: Allow, Action: ecs", "Effect: Deny, Action: ecs", /TheRole, a statement\.Effect: expected "Allow"/],
] as const)("a file with %j instead of %j is refused with the place", async ([written, instead, message]) => {
  const reading = read(FILE.replace(written, instead));
  await expect(reading).rejects.toThrow(message);
  await expect(reading).rejects.toMatchObject({ name: "ServerlessFileError" });
});

import { expect, test } from "vitest";
import { parseAppSpec } from "../../../shared/deployment/app-spec.ts";
import { UnusableDeploymentError } from "../../../shared/deployment/errors.ts";
import { appSpec, ARNS, FUNCTION } from "../../support/aws-answers.ts";

const EXPECTED = { taskDefinition: "web:42", hooks: { AfterInstall: "CodeDeployHook_after-install" } };
const YAML = `version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: "web:42"
        LoadBalancerInfo: { ContainerName: "web", ContainerPort: 8080 }
Hooks:
  - AfterInstall: "CodeDeployHook_after-install"
`;
const JSON_TEXT =
  '{"Resources":[{"TargetService":{"Type":"AWS::ECS::Service","Properties":{"TaskDefinition":"web:42"}}}],' +
  '"Hooks":[{"AfterInstall":"CodeDeployHook_after-install"}]}';
const BYTE_ORDER_MARK = "\uFEFF";

test.for([
  ["YAML", YAML],
  ["YAML with a byte order mark", BYTE_ORDER_MARK + YAML],
  ["YAML after a comment", `# ours\n---\n${YAML}`],
  ["YAML in braces", `{ # ours\n${JSON_TEXT.slice(1)}`],
  ["JSON", JSON_TEXT],
  ["JSON after white space", `\n  ${JSON_TEXT}\n`],
  ["JSON with a byte order mark", BYTE_ORDER_MARK + JSON_TEXT],
  [
    "names in lower case",
    JSON_TEXT.replaceAll(/Resources|Properties|TaskDefinition|Type|Hooks|AfterInstall(?=":")/g, (name) =>
      name.toLowerCase(),
    ),
  ],
] as const)("an AppSpec in %s is read", async ([, text]) => {
  expect(await parseAppSpec(text)).toEqual(EXPECTED);
});

test("the function of each event is known, and events that call none are not", async () => {
  const { Hooks, ...rest } = appSpec();
  const one = { ...rest, Hooks: [...Hooks.slice(0, 1), { Unheard: "of" }, { AfterInstall: 7 }, null] };
  expect(await parseAppSpec(JSON.stringify(one))).toEqual({
    taskDefinition: ARNS.greenDefinition,
    hooks: { BeforeInstall: `${FUNCTION}BeforeInstall` },
  });
  expect(await parseAppSpec(JSON.stringify(rest))).toMatchObject({ hooks: {} });
});

test.for<[string, string, RegExp]>([
  ["nothing", "", /found 0; Resources\[0\]/],
  ["a text", "hello", /found 0/],
  ["a list", "[]", /found 0/],
  [
    "another resource",
    '{"Resources":[{"F":{"Type":"AWS::Lambda::Function","Properties":{}}}]}',
    /expected one resource of Type AWS::ECS::Service, found 0/,
  ],
  ["two services", JSON.stringify({ Resources: [...appSpec().Resources, ...appSpec().Resources] }), /found 2/],
  [
    "no task definition",
    '{"Resources":[{"S":{"Type":"AWS::ECS::Service","Properties":{"TaskDefinition":""}}}]}',
    /TaskDefinition: expected the ARN/,
  ],
  ["half of JSON", '{"Resources": [', /neither JSON nor YAML/],
  ["broken YAML", "a: b: c", /neither JSON nor YAML/],
])("an AppSpec that is %s is refused, with every problem", async ([, text, problem]) => {
  const parsed = parseAppSpec(text);
  await expect(parsed).rejects.toThrow(UnusableDeploymentError);
  await expect(parsed).rejects.toThrow(problem);
});

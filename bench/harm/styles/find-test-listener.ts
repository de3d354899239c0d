import { CodeDeployClient, GetDeploymentCommand } from "@aws-sdk/client-codedeploy";
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";

/** Where the test listener is: a team would write it into the function, and a rehearsal has another port each time. */
export async function findTestListener(deploymentId: string): Promise<string> {
  const { deploymentInfo } = await new CodeDeployClient().send(new GetDeploymentCommand({ deploymentId }));
  const [pair] = deploymentInfo?.loadBalancerInfo?.targetGroupPairInfoList ?? [];
  const elb = new ElasticLoadBalancingV2Client();
  const ListenerArns = [...(pair?.testTrafficRoute?.listenerArns ?? [])];
  const { Listeners } = await elb.send(new DescribeListenersCommand({ ListenerArns }));
  const [listener] = Listeners ?? [];
  const LoadBalancerArns = [listener?.LoadBalancerArn ?? ""];
  const { LoadBalancers } = await elb.send(new DescribeLoadBalancersCommand({ LoadBalancerArns }));
  return `http://${LoadBalancers?.[0]?.DNSName}:${listener?.Port}`;
}

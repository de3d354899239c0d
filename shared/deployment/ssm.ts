// A file of its own, so that a bundle of what is imported later leaves out the hundred and more other commands.
export { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";

// A file of its own, so that a bundle of what is imported later leaves out the other commands.
export { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

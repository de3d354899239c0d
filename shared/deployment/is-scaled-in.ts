/** Whether ECS ended a task to have fewer, by how it then begins the reason ("Stopped tasks error messages", ECS developer guide). */
export function isScaledIn({ stoppedReason = "" }: { readonly stoppedReason?: string | undefined }): boolean {
  return stoppedReason.startsWith("Scaling activity initiated by");
}

/** After all results, where it is not overlooked: what `npm test` does without. */
export default function sayLeftOut(): () => void {
  return () => {
    console.warn(
      "\nLEFT OUT, since it needs more than Node: PostgreSQL, MariaDB and the real migration tools. `npm run test:databases` has them.\n" +
        "LEFT OUT, since they take ten minutes: the situations, and a tenth of the panel of harm. `npm run test:deployments` has them.",
    );
  };
}

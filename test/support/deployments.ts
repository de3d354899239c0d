/** Files of so many whole deployments that they take ten minutes of a small machine: `npm run test:deployments`. */
export const MANY_DEPLOYMENTS = [
  "test/bench/harm/tenth-of-panel.test.ts",
  "test/rehearsal/end-to-end/situations/before-the-shift.test.ts",
  "test/rehearsal/end-to-end/situations/after-the-shift.test.ts",
  "test/rehearsal/end-to-end/situations/through-the-bake.test.ts",
];

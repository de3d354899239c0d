/** What leaves it to a run of Liquibase whether a changeset, or all that a changelog includes, is applied. */
export const CHOOSERS = ["context", "contexts", "contextFilter", "labels", "labelFilter"] as const;

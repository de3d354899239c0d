/** What the variable of an environment is that is not set, where a user has told the compiler that it is. */
export const unset = ({} as Readonly<Record<"VERSION", string>>).VERSION;

/** What can be written into the release record. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

/** Whether the name of an index or of a constraint is one that PostgreSQL, or an ORM, gives to a unique one. */
export function seemsUnique(name: string): boolean {
  return /(?:_pkey|_pk|_key|_excl|_uk|_uq|_uniq|_unique|_unique_idx)\d*$|(?:^|\.)(?:pk|uk|uq|uniq|unique)_/i.test(name);
}

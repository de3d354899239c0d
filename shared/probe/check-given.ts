/**
 * Nothing may be expected by a variable that is not set.
 * @param place names what the members are of
 * @throws {RangeError} naming a member that is there and undefined
 */
export function checkGiven(place: string, members: object): void {
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) continue;
    throw new RangeError(`${place}: ${name}: expected a value, received undefined: is the variable set?`);
  }
}

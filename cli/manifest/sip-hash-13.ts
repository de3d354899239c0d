const MASK = 0xffff_ffff_ffff_ffffn;
const rotate = (word: bigint, bits: bigint): bigint => ((word << bits) | (word >> (64n - bits))) & MASK;

/** SipHash-1-3 with the key 0, as Rust's `SipHasher13::new()` has it. */
export function sipHash13(bytes: Uint8Array): bigint {
  const state = new SipState();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 8);
  for (let offset = 0; offset < whole; offset += 8) state.take(view.getBigUint64(offset, true));
  let last = (BigInt(bytes.length) & 0xffn) << 56n;
  for (let offset = whole; offset < bytes.length; offset += 1) {
    last |= BigInt(view.getUint8(offset)) << BigInt(8 * (offset - whole));
  }
  state.take(last);
  return state.finish();
}

class SipState {
  private a = 0x736f_6d65_7073_6575n;
  private b = 0x646f_7261_6e64_6f6dn;
  private c = 0x6c79_6765_6e65_7261n;
  private d = 0x7465_6462_7974_6573n;

  take(word: bigint): void {
    this.d ^= word;
    this.round();
    this.a ^= word;
  }

  finish(): bigint {
    this.c ^= 0xffn;
    for (let rounds = 0; rounds < 3; rounds += 1) this.round();
    return this.a ^ this.b ^ this.c ^ this.d;
  }

  private round(): void {
    this.a = (this.a + this.b) & MASK;
    this.b = rotate(this.b, 13n) ^ this.a;
    this.a = rotate(this.a, 32n);
    this.c = (this.c + this.d) & MASK;
    this.d = rotate(this.d, 16n) ^ this.c;
    this.a = (this.a + this.d) & MASK;
    this.d = rotate(this.d, 21n) ^ this.a;
    this.c = (this.c + this.b) & MASK;
    this.b = rotate(this.b, 17n) ^ this.c;
    this.c = rotate(this.c, 32n);
  }
}

/** A line that was too long to be kept. */
export const TOO_LONG = Symbol('too long');

/**
 * Lines of a stream, cut at line feeds and nowhere else: `node:readline` also
 * cuts at U+2028, which JSON may hold as it is. A line of more than `most` bytes
 * gives `TOO_LONG` and is not kept in memory.
 */
export async function* linesOf(
  stream: AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<string | typeof TOO_LONG> {
  let parts: Buffer[] = [];
  let bytes = 0;
  const take = (piece: Buffer) => {
    bytes += piece.length;
    if (bytes <= most) parts.push(piece);
    else parts = [];
  };
  const line = () => {
    const whole = bytes > most ? TOO_LONG : Buffer.concat(parts).toString('utf8');
    parts = [];
    bytes = 0;
    return whole;
  };
  for await (const chunk of stream) {
    const data = Buffer.from(chunk);
    let from = 0;
    for (let at = data.indexOf(10); at >= 0; at = data.indexOf(10, from)) {
      take(data.subarray(from, at));
      yield line();
      from = at + 1;
    }
    take(data.subarray(from));
  }
  if (bytes > 0) yield line();
}

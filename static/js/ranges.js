// What of a file answers a request for a range of it, when the file lies in parts. Pure: numbers in, numbers out.

/**
 * What answers a request for a file, by RFC 9110, 14.2: `{status, headers, first, last}`, bytes both included.
 * @param range the header; one that is missing, not understood or of several ranges gets the whole
 */
export function answerTo(range, size) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/i.exec(range ?? "") ?? [];
  const backwards = from && to && Number(to) < Number(from);
  const whole = (!from && !to) || backwards;
  const first = whole ? 0 : Number(from || Math.max(0, size - to));
  const last = !whole && from && to ? Math.min(Number(to), size - 1) : size - 1;
  if (!whole && first >= size) return { status: 416, headers: { "Content-Range": `bytes */${size}` } };
  const headers = { "Accept-Ranges": "bytes", "Content-Length": last - first + 1 };
  if (whole) return { status: 200, headers, first, last };
  return { status: 206, headers: { ...headers, "Content-Range": `bytes ${first}-${last}/${size}` }, first, last };
}

/** The parts, of so many bytes, in which a range lies: `{index, from, to}` each, `to` not included. */
export function partsOf(first, last, bytes) {
  const parts = [];
  for (let index = Math.floor(first / bytes); index * bytes <= last; index += 1) {
    const start = index * bytes;
    parts.push({ index, from: Math.max(0, first - start), to: Math.min(bytes, last + 1 - start) });
  }
  return parts;
}

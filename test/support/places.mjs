/**
 * A second reader, as plain as can be: it cuts the text with `indexOf` and `split`, and shares nothing with the first one. Texts have
 * one character a byte (latin1).
 */

/** A text without what ends it and is no data: blanks and control characters that separate nothing. */
function withoutBlanks(text, { element, component }) {
  let end = text.length;
  while (end > 0 && text[end - 1] <= ' ' && text[end - 1] !== element && text[end - 1] !== component) end--;
  return text.slice(0, end);
}

/** Cuts a text into segments with their offsets and separators, from the first ISA on. */
export function cut(text) {
  const segments = [];
  let at = text.search(/ISA[^A-Za-z0-9 \r\n]/);
  let separators;
  while (at >= 0 && at < text.length) {
    if (text[at] <= ' ' || text[at] === separators?.terminator) {
      at++;
      continue;
    }
    let end;
    if (/^ISA[^A-Za-z0-9 \r\n]/.test(text.slice(at, at + 4))) {
      const element = text[at + 3];
      let last = at + 3;
      for (let k = 1; k < 16 && last > 0; k++) last = text.indexOf(element, last + 1);
      // An ISA that is too short gives no separators to go on with.
      if (last < 0 || last + 2 >= text.length) return segments;
      const [first, second] = text.slice(last + 1, last + 3);
      const empty = /[A-Za-z0-9]/.test(second) && !/[A-Za-z0-9]/.test(first);
      separators = { element, component: empty ? '' : first, terminator: empty ? first : second };
      end = last + (empty ? 1 : 2);
    } else end = text.indexOf(separators.terminator, at);
    if (end < 0) end = withoutBlanks(text, separators).length;
    segments.push({ at, text: text.slice(at, end), ...separators });
    at = end + 1;
  }
  return segments;
}

/** Line and column of an offset, by counting line breaks before it. */
export function lineAndColumn(text, offset) {
  const before = text.slice(0, offset);
  const breaks = before.match(/\r\n|\r|\n/g) ?? [];
  const last = Math.max(before.lastIndexOf('\r'), before.lastIndexOf('\n'));
  return { line: breaks.length + 1, column: offset - last };
}

/**
 * What is wrong with a place: '' when line and column agree with the offset, and the bytes there are the element that it names
 * (the whole segment, without its terminator, when it names none or one that is missing).
 */
export function misplaced(text, segments, place) {
  const { byteOffset, byteLength, segment, element } = place;
  if (byteOffset < 0 || byteLength < 0 || byteOffset + byteLength > text.length) return 'outside the file';
  const { line, column } = lineAndColumn(text, byteOffset);
  if (line !== place.line || column !== place.column) return `at ${place.line}:${place.column}, not ${line}:${column}`;
  if (!segment) return '';
  const bytes = text.slice(byteOffset, byteOffset + byteLength);
  const holder = segments.findLast((s) => s.at <= byteOffset);
  if (!holder || byteOffset + byteLength > holder.at + holder.text.length) return 'outside every segment';
  const elements = holder.text.split(holder.element);
  const id = elements[0].replace(/[\r\n]/g, '');
  if (segment !== '?' && segment !== id) return `in ${id}, not in ${segment}`;
  if (!element) return bytes === holder.text ? '' : `"${bytes}" is not the segment "${holder.text}"`;
  // A segment may have more than 99 elements.
  const named = element.startsWith(segment)
    ? /^(.{0})(\d{2,})(?:-(\d+))?$/.exec(element.slice(segment.length))
    : /^(.+?)(\d\d)(?:-(\d+))?$/.exec(element);
  if (!named) return `${element} is no name of an element`;
  // An element of a segment that is missing is named at the segment that should be followed by it.
  const whole = (named[1] === '' && elements[Number(named[2])]) || '';
  const wanted = named[3] ? (whole.split(holder.component)[Number(named[3]) - 1] ?? '') : whole;
  return bytes === (wanted || holder.text) ? '' : `"${bytes}" is not ${element}, "${wanted || holder.text}"`;
}

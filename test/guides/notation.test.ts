import { describe, expect, test } from 'vitest';
import { readDictionary, readGuide } from '../../src/guides/notation.ts';
import { AMOUNT, CODE, COMPOSITE, NO_LIMIT, NOT_USED, REQUIRED, SITUATIONAL, TEXT } from '../../src/guides/types.ts';

const DICTIONARY = readDictionary(`
AB  [P0102] 01 kind:ID2, 02 sum:R1-18, 03-04 -:AN5, 05 both(01 first:AN1-2, 02-03 more:AN1)
HI  [] 01-03 code(01 qualifier:ID2, 02 value:AN1-9)
`);

/** The one segment of a guide of one loop. */
function read(elements: string) {
  const { segments, marks, codeLists } = readGuide(
    `loop 1000 - 10 R * begin\nAB   20 S 3  a name of words | ${elements}`,
    DICTIONARY,
  );
  return { rule: segments[0]!, mark: marks.get(segments[0]!), codeLists };
}

describe('rows of elements', () => {
  test('name each element with type and lengths, and a run once', () => {
    const { elements, notes } = DICTIONARY.get('AB')!;
    expect(elements.map(({ name, type, min, max }) => [name, type, min, max])).toEqual([
      ['kind', CODE, 2, 2],
      ['sum', AMOUNT, 1, 18],
      ['-', TEXT, 5, 5],
      ['-', TEXT, 5, 5],
      ['both', COMPOSITE, 0, 0],
    ]);
    expect(elements[4]!.components.map(({ name }) => name)).toEqual(['first', 'more', 'more']);
    expect(notes).toEqual([{ kind: 'P', elements: [1, 2], mask: 0b110, first: 0b10 }]);
  });

  test.each([
    ['AB 01 kind:ID2', 'it is not of the form ID [notes] 01 element, 02 element'],
    ['AB [P0102,] 01 kind:ID2', '"P0102," is not a note such as P0304'],
    ['AB [P01] 01 kind:ID2', '"P01" is not a note such as P0304'],
    ['AB [] 01 kind:ID2, 03 sum:R1-18', 'number 02 is missing'],
    ['AB [] kind:ID2', '"kind:ID2" does not begin with a number of two digits, or a run such as 03-06'],
    ['AB [] 01 kind:XX2', '"kind:XX2" is not a name with a type and length, such as city:AN2-30'],
    ['AB [] 01 both(01 a:AN1', 'the brackets of "01 both(01 a:AN1" do not match'],
    ['AB [] 01 a:AN1, 01 b:AN1', 'number 01 comes after 01'],
    ['AB [] 00 a:AN1', 'number 00 comes after 00'],
    ['AB [] 03-02 a:AN1', 'the run 03-02 ends before it begins'],
  ])('%s', (row, reason) => {
    expect(() => readDictionary(row)).toThrow(new Error(`The row "${row}" cannot be read: ${reason}.`));
  });

  test('a segment has one row', () => {
    expect(() => readDictionary('AB [] 01 a:AN1\nAB [] 01 b:AN1')).toThrow(
      'The row "AB [] 01 b:AN1" cannot be read: AB has a row already.',
    );
  });
});

describe('rows of a guide', () => {
  test('say where a segment comes, how often, and which elements it has', () => {
    const { rule, codeLists, mark } = read('01=XX,YY 02? 05?(01 03?)');
    expect(rule).toMatchObject({
      id: 'AB',
      position: 20,
      usage: SITUATIONAL,
      max: 3,
      name: 'a name of words',
      loop: 1,
      lastRequired: 1,
    });
    expect(rule.elements.map(({ usage }) => usage)).toEqual([REQUIRED, SITUATIONAL, NOT_USED, NOT_USED, SITUATIONAL]);
    expect(rule.elements[4]!.components.map(({ usage }) => usage)).toEqual([REQUIRED, NOT_USED, SITUATIONAL]);
    expect(rule.elements.map(({ codes }) => codes)).toEqual([0, -1, -1, -1, -1]);
    expect(codeLists).toEqual([{ codes: ['XX', 'YY'], external: undefined }]);
    expect(mark).toBeUndefined();
  });

  test('know runs, marks and lists of codes elsewhere', () => {
    const { rule, codeLists, mark } = read('01?!=@place');
    expect(mark).toBe(1);
    expect(rule.elements[0]!.usage).toBe(SITUATIONAL);
    expect(codeLists[0]).toMatchObject({ external: 'CMS place of service' });
    const { segments } = readGuide('loop 1000 - 10 R * begin\nHI 20 R * codes | 01-02?(01=BF 02) 03(01=BG 02?)', DICTIONARY);
    expect(segments[0]!.max).toBe(NO_LIMIT);
    expect(segments[0]!.elements.map(({ usage, components }) => [usage, ...components.map((each) => each.codes)])).toEqual([
      [SITUATIONAL, 0, -1],
      [SITUATIONAL, 0, -1],
      [REQUIRED, 1, -1],
    ]);
  });

  test('put loops into loops', () => {
    const { loops } = readGuide(
      'loop A - 10 R 1 outer\nAB 10 R 1 first | 01\nloop B A 20 S * inner\nAB 20 R 1 second | 01',
      DICTIONARY,
    );
    expect(loops.map(({ id, parent, usage, max, segments }) => [id, parent, usage, max, segments.length])).toEqual([
      ['', 0, SITUATIONAL, NO_LIMIT, 0],
      ['A', 0, REQUIRED, 1, 1],
      ['B', 1, SITUATIONAL, NO_LIMIT, 1],
    ]);
    expect(loops[1]!.children).toEqual([loops[2]]);
  });

  test.each([
    ['1', '"1" does not begin with a number of two digits, or a run such as 03-06'],
    ['02 01', 'number 01 comes after 02'],
    ['01-02 02', 'number 02 comes after 02'],
    ['02-01', 'the run 02-01 ends before it begins'],
    ['06', 'AB has no number 06: its last one is 05'],
    ['05(04)', 'AB05 has no number 04: its last one is 03'],
    ['01x', '"x" after the number of AB01 is not made of ?, !, <length, =codes and (components)'],
    ['05(01x)', '"x" after the number of AB05-1 is not made of ?, !, <length, =codes and (components)'],
    ['01=', '"=" after the number of AB01 is not made of ?, !, <length, =codes and (components)'],
    ['01(01)', 'AB01 is not a composite'],
    ['05(01', 'the brackets of "05(01" do not match'],
    ['01=@planet', 'there is no list @planet, only @state, @country, @place'],
    ['01!=A 02!=B', 'more than one element is marked with !'],
    ['05(01!=A)', 'AB05-1 is a component, and only an element can be marked with !'],
  ])('a row with elements %s is refused', (elements, reason) => {
    expect(() => read(elements)).toThrow(
      new Error(`The row "AB   20 S 3  a name of words | ${elements}" cannot be read: ${reason}.`),
    );
  });

  test.each([
    ['loop A - 10 X 1 name', 'it is not of the form loop ID PARENT POSITION USAGE REPEAT name'],
    ['loop B A 10 R 1 name', 'there is no loop A above it'],
    ['AB 10 R 1 name | 01', 'no loop begins above it'],
  ])('%s is refused', (row, reason) => {
    expect(() => readGuide(row, DICTIONARY)).toThrow(new Error(`The row "${row}" cannot be read: ${reason}.`));
  });

  test.each([
    ['AB 10 Q 1 name | 01', 'it is not of the form ID POSITION USAGE REPEAT name | elements'],
    ['AB 10 R 1 name', 'it is not of the form ID POSITION USAGE REPEAT name | elements'],
    ['ZZ 10 R 1 name | 01', 'elements.ts has no segment ZZ'],
    ['loop A - 20 R 1 again', 'loop A has a row already'],
  ])('in a loop, %s is refused', (row, reason) => {
    expect(() => readGuide(`loop A - 10 R 1 name\n${row}`, DICTIONARY)).toThrow(
      new Error(`The row "${row}" cannot be read: ${reason}.`),
    );
  });
});

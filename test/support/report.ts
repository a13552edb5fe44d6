import { lintInputs } from '../../src/engine/lint.ts';
import type { Format, FormatOptions } from '../../src/formats/format.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Finding, Shown, Suppression } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { type AnyRule, defineRule } from '../../src/rules/rule.ts';
import { fromBytes } from '../../src/x12/source.ts';
import { complete } from './example.ts';
import { defaultSettings } from './settings.ts';

const docs = {
  what: 'A rule of the tests.',
  why: 'Reports must stand <any> "text" & more.',
  fix: 'Change it | or not.',
  source: 'none',
};

/** An error on SV102 and one on SV101-2 of each line. */
const error = defineRule({
  id: 'claim/test-error',
  severity: 'error',
  docs,
  messages: {
    charge: 'A message with <b>, "quotes", & and | of {code}',
    code: { text: 'Code {code}: 100% wrong, [really]', fix: 'Bill {code}' },
  },
  examples: { good: [], bad: [] },
  line(line, report) {
    report('charge', line.at('charge'), { code: line.procedure });
    report('code', line.at('procedure'), { code: line.procedure }, { related: [line.claim.clm.at(1)] });
  },
});

/** A warning on HI01-2, which holds a diagnosis, and an info on the claim. */
const warning = defineRule({
  id: 'xolair/test-warning',
  severity: 'warning',
  docs,
  messages: { dx: '=SUM(A1) is no diagnosis', whole: { text: 'The date was {date} for {name}', severity: 'info' } },
  examples: { good: [], bad: [] },
  claim(claim, report) {
    for (const diagnosis of claim.diagnoses) report('dx', diagnosis.at());
    report('whole', claim.clm.at(), {
      date: { phi: 'dos', value: '20261005' },
      name: { phi: 'private', value: 'PRIVATENAME' },
    });
  },
});

/** Takes the line breaks inside segments that one sample has. */
const wrapped = defineRule({
  id: 'x12/test-wrapped',
  severity: 'info',
  docs,
  messages: { newline: 'A segment holds a line break' },
  examples: { good: [], bad: [] },
  readerFault({ kind, location }, report) {
    if (kind === 'newline') report('newline', location);
  },
});

export const TEST_RULES: readonly AnyRule[] = [error, warning, wrapped];

const CLAIM = 'CLM*PCN1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:J2357:JZ*100*UN*60***1~LX*2~SV1*HC:96372*50*UN*1***1~';

/** A sound file with one claim, a sound file with two claims and a line break after each segment, and a file that is not X12. */
export const SAMPLES: Readonly<Record<string, string>> = {
  'out/clean <1> & "co".edi': complete('CLM*PCN1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~').replace(/CLM.*HI\*ABK:J4550~/, CLAIM),
  'out/two claims.edi': complete(`${CLAIM}${CLAIM.replace('PCN1', 'PCN2')}`).replaceAll('~', '~\r\n'),
  'out/broken,%:é.edi': 'hello',
};

/** Options of a test for a run. */
export interface RunOptions {
  readonly rules?: readonly AnyRule[];
  readonly shown?: readonly Shown[];
}

/** Lints named texts as the files of one run, with the shape of segments kept. */
export function lintNamed(texts: Readonly<Record<string, string>>, options: RunOptions = {}): Promise<Report> {
  return lintInputs(
    Object.entries(texts).map(([path, text]) => ({ path, open: async () => fromBytes(Buffer.from(text, 'latin1')) })),
    {
      settings: defaultSettings([], options.rules ?? TEST_RULES),
      words: messageOf,
      shown: options.shown ?? [],
      shapes: true,
    },
  );
}

/** The samples under the rules of the tests, and one clean file. */
export async function sampleReport(shown: readonly Shown[] = []): Promise<Report> {
  const report = await lintNamed({ ...SAMPLES, 'out/clean.edi': complete('CLM*PCN1*0***11:B:1*Y*A*Y*Y~') }, { shown });
  return { ...report, findings: report.findings.filter((finding) => finding.file !== 3), files: report.files.map(cleaned) };
}

function cleaned(file: Report['files'][number], index: number): Report['files'][number] {
  return index === 3 ? { ...file, errors: 0, warnings: 0, infos: 0, claimsWithErrors: 0 } : file;
}

/** The report with some findings suppressed, as a baseline does it. */
export function suppress(report: Report, which: (finding: Finding) => boolean, suppression: Suppression): Report {
  return {
    ...report,
    findings: report.findings.filter((finding) => !which(finding)),
    suppressed: report.findings.filter(which).map((finding) => ({ ...finding, suppression })),
  };
}

export const PLAIN: FormatOptions = { color: false, columns: 0, quiet: false, stats: false, statistics: false, base: '' };

/** Text of a report in a format, in the order in which the command line writes it. */
export function render(format: Format, report: Report, options: Partial<FormatOptions> = {}): string {
  const all = { ...PLAIN, ...options };
  const pieces: string[] = [...(format.begin?.(report, all) ?? [])];
  for (const [i, file] of report.files.entries()) {
    const own = (findings: readonly Finding[]) => findings.filter((finding) => finding.file === i);
    pieces.push(...(format.file?.(file, own(report.findings), report, all, own(report.suppressed)) ?? []));
  }
  return [...pieces, ...format.end(report, all)].join('');
}

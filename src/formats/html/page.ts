import { createHash } from 'node:crypto';
import type { ClaimRef, Finding } from '../../model/finding.ts';
import type { Report, RuleWords } from '../../model/report.ts';
import { counted } from '../../rules/words.ts';
import { type Format, type FormatOptions, visible } from '../format.ts';
import { cellsOf } from '../frame.ts';
import { fixOf, messageOf, revealed } from '../message.ts';
import { summaryOf } from '../records.ts';
import { NO_PAYER, type TallyBy, tally } from '../tally.ts';
import { faults, filesWords, sentence, suppressionWords } from '../words.ts';
import { escapeXml as text } from '../xml.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** Rows of a chart that are visible at first; the reader can open the others. */
const CHART_ROWS = 10;

const hashOf = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

/** The page loads and sends nothing; its only script and its only style are allowed by their hashes. */
const POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(SCRIPT)}`,
  `style-src ${hashOf(STYLE)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Numbers that replace the names of rules and payers in the page. */
interface Indexes {
  readonly rules: ReadonlyMap<string, number>;
  readonly payers: ReadonlyMap<string, number>;
}

const payerOf = (finding: Finding) => finding.claim?.payer ?? NO_PAYER;

function indexesOf(report: Report, findings: readonly Finding[]): Indexes {
  const index = (names: Iterable<string>) => new Map([...new Set(names)].map((name, i) => [name, i]));
  const used = new Set(findings.map((finding) => finding.rule));
  return {
    rules: index([...report.rules.keys()].filter((rule) => used.has(rule))),
    payers: index(findings.map(payerOf).sort()),
  };
}

function verdictOf(report: Report): string {
  const sums = summaryOf(report);
  if (sums.faults! > 0)
    return `<p class="verdict error">${counted(sums.faults!, 'file')} could not be read: this report cannot be trusted.</p>`;
  if (sums.errors! > 0)
    return `<p class="verdict error">${counted(sums.errors!, 'error')} in ${counted(sums.claimsWithErrors!, 'claim')}: hold these claims until they are corrected.</p>`;
  if (sums.warnings! > 0)
    return `<p class="verdict warning">No errors; ${counted(sums.warnings!, 'warning')} to look at before the claims are sent.</p>`;
  return '<p class="verdict">No errors and no warnings.</p>';
}

function totals(report: Report): string {
  const sums = summaryOf(report);
  const cells: [string, number, string?][] = [
    ['Errors', sums.errors!, 'error'],
    ['Warnings', sums.warnings!, 'warning'],
    ['Infos', sums.infos!, 'info'],
    ['Claims with errors', sums.claimsWithErrors!],
    ['Claims', sums.claims!],
    ['Xolair claims', sums.xolairClaims!],
    ['Service lines', sums.serviceLines!],
    ['Files', sums.files!],
    ['Suppressed', sums.suppressed!],
  ];
  const items = cells.map(
    ([name, value, level]) => `<div><dt>${name}</dt><dd${level && value > 0 ? ` class="${level}"` : ''}>${value}</dd></div>`,
  );
  return `<dl class="totals">${items.join('')}</dl>\n`;
}

function chart(by: TallyBy, report: Report, findings: readonly Finding[], indexes: Indexes): string {
  const rows = tally(findings, by, report);
  const most = rows[0]?.total ?? 1;
  const title = { rule: 'By rule', payer: 'By payer', file: 'By file' }[by];
  const index = { rule: indexes.rules, payer: indexes.payers, file: undefined }[by];
  const body = rows.map(({ name, errors, warnings, infos, total }) => {
    const unit = 100 / most;
    const words = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(infos, 'info')}`;
    const label = index ? `<a href="#findings" data-pick="${by}" data-value="${index.get(name)}">${text(name)}</a>` : text(name);
    const rects = [
      ['e', 0, errors],
      ['w', errors, warnings],
      ['i', errors + warnings, infos],
    ] as const;
    const drawn = rects
      .filter(([, , value]) => value > 0)
      .map(
        ([kind, from, value]) => `<rect class="${kind}" x="${round(from * unit)}" width="${round(value * unit)}" height="8"/>`,
      );
    return `<tr><th scope="row">${label}</th><td><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${words}">${drawn.join('')}</svg></td><td>${total}</td></tr>\n`;
  });
  const table = (part: readonly string[]) => `<table><tbody>\n${part.join('')}</tbody></table>\n`;
  const rest = body.slice(CHART_ROWS);
  const more = rest.length > 0 ? `<details><summary>${rest.length} more</summary>${table(rest)}</details>\n` : '';
  return `<section class="${by}"><h3>${title}</h3>${table(body.slice(0, CHART_ROWS))}${more}</section>\n`;
}

const round = (value: number) => Math.round(value * 100) / 100;

function filters(indexes: Indexes): string {
  const options = (names: ReadonlyMap<string, number>) =>
    [...names].map(([name, i]) => `<option value="${i}">${text(name)}</option>`).join('');
  const boxes = ['error', 'warning', 'info'].map(
    (level) => `<label><input type="checkbox" name="level" value="${level[0]}" checked> ${level}</label>`,
  );
  return `<form id="filters" hidden autocomplete="off"><fieldset><legend>Severity</legend>${boxes.join('')}</fieldset>
<label class="field">Rule<select name="rule"><option value="">All rules</option>${options(indexes.rules)}</select></label>
<label class="field">Payer<select name="payer"><option value="">All payers</option>${options(indexes.payers)}</select></label>
<label class="field">Words<input type="search" name="text" placeholder="file, claim, element, message"></label>
<button type="reset">Show all</button></form>
<p id="count" class="soft" role="status"></p>
`;
}

/** The segment element by element, the wrong one marked; a screen reader gets one sentence for a withheld segment. */
function segment(finding: Finding): string {
  const { location } = finding;
  const cells = cellsOf(location);
  if (!cells) return '';
  const masked = location.text === undefined;
  const drawn = cells.map(({ name, parts, marked }, i) => {
    if (i === 0) return `<span${location.element ? '' : ' class="bad"'}><i>segment</i><b>${text(name)}</b></span>`;
    const words = parts.map((part, k) => (marked === k + 1 && parts.length > 1 ? `<u>${text(part)}</u>` : text(part))).join(':');
    return `<span${marked === undefined ? '' : ' class="bad"'}><i>${text(name)}</i><b>${words}</b></span>`;
  });
  const label = `Segment ${location.segment ?? ''}, values withheld${location.element ? `; the element to look at is ${location.element}` : ''}`;
  return `<div class="seg"${masked ? ` role="img" aria-label="${text(label)}"` : ''}>${drawn.join('')}</div>\n`;
}

function article(finding: Finding, report: Report, indexes: Indexes): string {
  const { location, serviceLine, severity } = finding;
  const path = report.paths[finding.file]!;
  const where = [
    location.element ?? location.segment,
    serviceLine !== undefined && `service line ${serviceLine}`,
    location.loop && `loop ${location.loop}`,
    location.position && `segment ${location.position} of the set`,
    `line ${location.line}, column ${location.column}`,
  ].filter(Boolean);
  const related = (finding.related ?? []).map(
    (other) =>
      `<p class="soft">See also ${text(report.paths[other.file ?? finding.file] ?? path)}, line ${other.line}, column ${other.column}</p>\n`,
  );
  const suppression = suppressionWords(finding);
  const rule = indexes.rules.get(finding.rule);
  return `<article class="finding" data-s="${severity[0]}" data-r="${rule}" data-p="${indexes.payers.get(payerOf(finding))}">
<div class="top"><span class="level ${severity}">${severity}</span><a class="why" href="#rule-${rule}">${text(finding.rule)}</a><small>${text(where.join(', '))}</small></div>
<p class="what">${text(sentence(messageOf(finding, report.rules, report.shown)))}</p>
<p>What to do: ${text(sentence(fixOf(finding, report.rules, report.shown)))}</p>
${segment(finding)}${related.join('')}${suppression ? `<p class="soft">${text(suppression)}</p>\n` : ''}</article>
`;
}

function claimHead(claim: ClaimRef | undefined, path: string, report: Report): string {
  if (!claim) return `<div><h3>Envelope</h3><small>${text(path)}</small></div>\n`;
  const words = [
    path,
    claim.interchange && `interchange ${claim.interchange}`,
    claim.group && `group ${claim.group}`,
    claim.transaction && `set ${claim.transaction}`,
    claim.payer && `payer ${claim.payer}`,
    claim.dos && `service ${revealed(claim.dos, report.shown)}`,
  ].filter(Boolean);
  const id = claim.id ? ` (CLM01 ${revealed(claim.id, report.shown)})` : '';
  return `<div><h3>Claim ${claim.ordinal}${text(id)}</h3><small>${text(words.join(', '))}</small></div>\n`;
}

/** Findings of one claim together, the claims in the order of their files. */
function* claims(findings: readonly Finding[], report: Report, indexes: Indexes): Generator<string> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.file} ${finding.claim?.ordinal ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  for (const group of groups.values()) {
    const [{ claim, file }] = group as [Finding];
    yield `<section class="claim">${claimHead(claim, report.paths[file]!, report)}`;
    for (const finding of group) yield article(finding, report, indexes);
    yield '</section>\n';
  }
}

function ruleHelp(rule: RuleWords, index: number): string {
  const { what, why, fix, source } = rule.docs;
  const rows = [
    ['What must be true', what],
    ['Why', why],
    ['What to do', fix],
    ['Source', source],
  ].map(([name, words]) => `<dt>${name}</dt><dd>${text(sentence(words!))}</dd>`);
  return `<div class="card" id="rule-${index}"><h3>${text(rule.id)}</h3><dl class="rule">${rows.join('')}</dl></div>\n`;
}

function notRead(report: Report): string {
  const rows = faults(report).map(({ file, message }) => `<li><strong>${text(file.path)}</strong>: ${text(message)}</li>`);
  return rows.length > 0 ? `<h2 class="error">Not read</h2>\n<ul class="card">${rows.join('')}</ul>\n` : '';
}

function skippedFiles(report: Report): string {
  if (report.skipped.length === 0) return '';
  const rows = report.skipped.map(({ path, reason }) => `<li><strong>${text(path)}</strong>: ${text(reason)}</li>`);
  return `<h2>Not linted</h2>\n<ul class="card">${rows.join('')}</ul>\n`;
}

function notChecked(report: Report): string {
  if (report.notChecked.length === 0) return '';
  const rows = report.notChecked.map(
    ({ rule, reason, claims: number }) =>
      `<tr><td>${text(rule)}</td><td>${text(reason.replaceAll('-', ' '))}</td><td>${number}</td></tr>`,
  );
  return `<h2>Not checked</h2>\n<div class="card"><table><thead><tr><th scope="col">Rule</th><th scope="col">Why</th><th scope="col">Claims</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>\n`;
}

function* page(report: Report, options: FormatOptions): Generator<string> {
  const findings = visible(report.findings, options);
  const suppressed = visible(report.suppressed, options);
  const all = [...findings, ...suppressed];
  const indexes = indexesOf(report, all);
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${text(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>xolint report</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
<header><h1>Xolair claim check</h1>${verdictOf(report)}<p>${filesWords(report)}.</p>${totals(report)}</header>
<main>
${notRead(report)}`;
  if (all.length > 0) {
    yield '<h2>Where the findings are</h2>\n<div class="charts">\n';
    for (const by of ['rule', 'payer', 'file'] as const) yield chart(by, report, all, indexes);
    yield '</div>\n';
  }
  yield `<h2 id="findings" tabindex="-1">Findings by claim</h2>\n`;
  if (all.length > 0) yield filters(indexes);
  if (options.quiet) yield '<p class="soft">Findings below an error are not in this report.</p>\n';
  if (findings.length === 0) yield '<p class="card">There are no findings.</p>\n';
  yield '<div class="list">\n';
  yield* claims(findings, report, indexes);
  yield '</div>\n';
  if (suppressed.length > 0) {
    yield '<div class="list"><h2>Suppressed</h2>\n';
    yield* claims(suppressed, report, indexes);
    yield '</div>\n';
  }
  if (indexes.rules.size > 0) {
    yield '<h2>The rules behind the findings</h2>\n<div class="rules">\n';
    for (const [id, i] of indexes.rules) yield ruleHelp(report.rules.get(id)!, i);
    yield '</div>\n';
  }
  yield skippedFiles(report);
  yield notChecked(report);
  const shown =
    report.shown.length > 0
      ? `This report shows data that identifies patients (${report.shown.join(', ')}).`
      : 'Data that identifies patients is withheld.';
  yield `</main>
<footer>xolint ${text(report.version)}. ${shown}</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** One self-contained page for people who correct claims. */
export const html: Format = { name: 'html', shapes: true, end: page };

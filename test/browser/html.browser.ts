import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { html } from '../../src/formats/html/page.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { render, sampleReport, suppress } from '../support/report.ts';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'xolint-html-'));
const sample = await sampleReport();
const count = (severity: string) => sample.findings.filter((finding) => finding.severity === severity).length;
let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What went wrong in a page, in its own words. */
interface Opened {
  readonly page: Page;
  readonly troubles: string[];
}

/** A page with a report, which tells of every error, warning and request. */
async function open(
  report: Report,
  options: { script?: boolean; scheme?: 'light' | 'dark'; width?: number } = {},
): Promise<Opened> {
  const path = join(folder, 'report.html');
  writeFileSync(path, render(html, report));
  const context = await browser.newContext({
    javaScriptEnabled: options.script ?? true,
    colorScheme: options.scheme ?? 'light',
    viewport: { width: options.width ?? 1280, height: 900 },
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  const url = pathToFileURL(path).href;
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== url) troubles.push(`request ${request.url()}`);
  });
  await page.goto(url);
  return { page, troubles };
}

/** Findings that can be seen. */
const seen = (page: Page) => page.locator('.finding:visible').count();

/** A report of as many findings as asked, in claims of ten. */
function large(number: number): Report {
  const errors = sample.findings.filter((finding) => finding.claim && finding.file === 1);
  const findings = Array.from({ length: number }, (_, i): Finding => {
    const finding = errors[i % errors.length]!;
    return { ...finding, claim: { ...finding.claim!, ordinal: Math.floor(i / 10) + 1, payer: `PAYER${i % 7}` } };
  });
  return { ...sample, findings };
}

describe('filters', () => {
  test('by severity, rule, payer and words, alone and together', async () => {
    const { page, troubles } = await open(sample);
    expect(await seen(page)).toBe(sample.findings.length);
    await page.getByLabel('error', { exact: true }).uncheck();
    expect(await seen(page)).toBe(count('warning') + count('info'));
    await page.getByLabel('info', { exact: true }).uncheck();
    expect(await seen(page)).toBe(count('warning'));
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => seen(page)).toBe(sample.findings.length);
    await page.getByLabel('Rule').selectOption('xolair/test-warning');
    expect(await seen(page)).toBe(count('warning') + count('info'));
    await page.getByLabel('Words').fill('CLAIM 2');
    await expect.poll(() => seen(page)).toBe(2);
    expect(await page.getByRole('status').textContent()).toBe(`2 of ${sample.findings.length} findings`);
    expect(await page.locator('.claim:visible').count()).toBe(1);
    await page.getByLabel('Words').fill('no such words');
    await expect.poll(() => seen(page)).toBe(0);
    expect(troubles).toEqual([]);
  });

  test('by a click in a chart', async () => {
    const { page } = await open(large(70));
    await page.locator('.charts a', { hasText: 'PAYER3' }).click();
    expect(await seen(page)).toBe(10);
    expect(await page.getByLabel('Payer').inputValue()).toBe('3');
  });

  test('of 10,000 findings', async () => {
    const { page, troubles } = await open(large(10_000));
    expect(await page.locator('.finding').count()).toBe(10_000);
    await page.getByLabel('Payer').selectOption('PAYER5');
    await page.getByLabel('Words').fill('claim 77 ');
    await expect.poll(() => page.getByRole('status').textContent()).toMatch(/^\d+ of 10000 findings$/);
    await expect.poll(() => seen(page)).toBeLessThan(30);
    expect(await seen(page)).toBeGreaterThan(0);
    expect(troubles).toEqual([]);
  });
});

describe('keyboard', () => {
  test('reaches the filters and the help of a rule, and leaves it', async () => {
    const { page, troubles } = await open(sample);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the findings');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.value')).toBe('e');
    await page.keyboard.press('Space');
    expect(await seen(page)).toBe(count('warning') + count('info'));
    for (let i = 0; i < 5; i++) await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.name')).toBe('text');
    await page.keyboard.type('claim 2');
    await expect.poll(() => seen(page)).toBe(2);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('.help:visible').textContent()).toContain('A rule of the tests.');
    await page.keyboard.press('Escape');
    expect(await page.locator('.help').count()).toBe(0);
    expect(await page.evaluate('document.activeElement.className')).toBe('why');
    expect(troubles).toEqual([]);
  });
});

describe('without its script', () => {
  test('everything can be read, and no filter is offered', async () => {
    const { page, troubles } = await open(sample, { script: false });
    expect(await page.locator('.finding:visible').count()).toBe(sample.findings.length);
    expect(await page.locator('form:visible').count()).toBe(0);
    expect(await page.locator('.rules .card:visible').count()).toBe(2);
    expect(troubles).toEqual([]);
  });
});

test('the policy lets no other script run and nothing be loaded', async () => {
  const { page, troubles } = await open(sample);
  const failed = page.waitForEvent('requestfailed').then((request) => request.failure()?.errorText);
  await page.evaluate(`
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken"';
    document.body.append(script);
    const image = document.createElement('img');
    image.src = 'https://example.invalid/x.png';
    document.body.append(image);
  `);
  expect(await page.title()).toBe('xolint report');
  expect(await failed).toBe('csp');
  await expect.poll(() => troubles.join('\n')).toMatch(/script[\s\S]*example\.invalid|example\.invalid[\s\S]*script/);
});

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  test.each([1280, 400])('at %i px axe finds no serious fault, and nothing overflows', async (width) => {
    const report = suppress(sample, (finding) => finding.severity === 'warning', { reason: 'agreed' });
    const { page, troubles } = await open(report, { scheme, width });
    await page.locator('.why').first().click();
    // Evaluated through the debugger, which the page's policy does not bind.
    await page.evaluate(AXE);
    const violations = (await page.evaluate('axe.run().then((result) => result.violations)')) as {
      id: string;
      impact: string;
      nodes: { html: string }[];
    }[];
    expect(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`),
    ).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(troubles).toEqual([]);
  });
});

test('on paper there are no filters', async () => {
  const { page } = await open(sample);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('form:visible').count()).toBe(0);
  expect(await page.locator('.finding:visible').count()).toBe(sample.findings.length);
});

/**
 * The only script of the report: filters, and the help of a rule next to the finding. The page is complete without it. The content
 * security policy of the page allows no other code and no connection.
 */
export const SCRIPT = `
(() => {
  'use strict';
  const form = document.getElementById('filters');
  if (!form) return;
  const items = [...document.querySelectorAll('.finding')];
  const claims = items.map((item) => item.closest('.claim'));
  const sections = [...document.querySelectorAll('.list')];
  const status = document.getElementById('count');
  const fields = form.elements;
  const texts = [];
  // Not every browser has the first.
  const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 20));
  let timer;
  const textOf = (item, i) =>
    (item.textContent + ' ' + claims[i].firstElementChild.textContent).toLowerCase().replace(/\\s+/g, ' ');
  const readTo = (end) => {
    while (texts.length < end) texts.push(textOf(items[texts.length], texts.length));
  };
  // The words of thousands of findings are gathered while nothing else is to do.
  const gather = () => {
    if (texts.length >= items.length) return;
    readTo(Math.min(items.length, texts.length + 200));
    later(gather);
  };
  function apply() {
    clearTimeout(timer);
    const levels = new Set();
    for (const box of form.querySelectorAll('[name=level]')) if (box.checked) levels.add(box.value);
    const rule = fields.rule.value;
    const payer = fields.payer.value;
    const words = fields.text.value.trim().toLowerCase().replace(/\\s+/g, ' ');
    if (words !== '') readTo(items.length);
    const open = new Set();
    let shown = 0;
    items.forEach((item, i) => {
      const { s, r, p } = item.dataset;
      const fits =
        levels.has(s) && (rule === '' || rule === r) && (payer === '' || payer === p) && (words === '' || texts[i].includes(words));
      if (item.hidden === fits) item.hidden = !fits;
      if (!fits) return;
      shown++;
      open.add(claims[i]);
    });
    for (const claim of new Set(claims)) if (claim.hidden === open.has(claim)) claim.hidden = !open.has(claim);
    for (const section of sections) section.hidden = !section.querySelector('.claim:not([hidden])');
    status.textContent = shown === items.length ? 'All ' + shown + ' findings' : shown + ' of ' + items.length + ' findings';
  }
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('change', apply);
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 120);
  });
  form.addEventListener('reset', () => setTimeout(apply));
  function toggleHelp(link) {
    const finding = link.closest('.finding');
    const old = finding.querySelector('.help');
    if (old) old.remove();
    link.setAttribute('aria-expanded', String(!old));
    if (old) return;
    const help = document.createElement('div');
    help.className = 'help';
    const source = document.querySelector(link.hash + ' dl');
    help.append(source.cloneNode(true));
    finding.append(help);
  }
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest('a');
    if (!link) return;
    if (link.dataset.pick) {
      fields[link.dataset.pick].value = link.dataset.value;
      apply();
    } else if (link.classList.contains('why')) {
      event.preventDefault();
      toggleHelp(link);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const finding = document.activeElement.closest('.finding');
    const link = finding && finding.querySelector('.help') && finding.querySelector('.why');
    if (!link) return;
    toggleHelp(link);
    link.focus();
  });
  apply();
  later(gather);
})();
`;

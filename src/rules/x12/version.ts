import { VERSIONS } from '../../codes/versions.ts';
import { PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';
import { codeText } from '../words.ts';

const GUIDES: Readonly<Record<string, string>> = {
  '005010X222': 'professional claims',
  '005010X223': 'institutional claims',
};

/** Which claims a version is for; undefined if it is the version of neither guide. */
const guideOf = (version: string) => GUIDES[version.slice(0, 10)];

const shown = (version: string) => codeText(version, /^00\d{4}X\d{3}(A\d)?$/);

/** The file without faults, with other versions in GS08 and ST03. */
const versions = (gs08: string, st03: string) =>
  sound({ gs: PARTS.gs.replace('005010X222A1', gs08), st: `ST*837*0001${st03 && `*${st03}`}~` });

export default defineRule({
  id: 'x12/version',
  severity: 'error',
  docs: {
    what: 'ST03 is present and repeats GS08, both name the adopted version, 005010X222A1 or 005010X223A2, and the lines belong to its guide: SV1 to 005010X222, SV2 to 005010X223.',
    why: 'Receivers route a group by GS08 and check a set by ST03. Where they differ, or the lines belong to the other guide, the whole set is refused.',
    fix: 'Put the same version in GS08 and ST03: 005010X222A1 for professional claims, 005010X223A2 for institutional ones.',
    source: '005010X222A1 and 005010X223A2, ST03 and appendix C, GS08; loop 2400, SV1 and SV2; 45 CFR 162.1102(c)',
  },
  ack: { set: '19', group: '2' },
  messages: {
    // If GS08 is wrong, every set of the group differs from it.
    missing: { text: 'ST03 is missing; GS08 is {group}', once: 'group' },
    unnamed: { text: 'GS08 is missing; ST03 is {set}', once: 'group', acts: 'group' },
    differ: { text: 'ST03 is {set}, but GS08 is {group}', once: 'group' },
    guides: { text: 'ST03 {set} is for {setClaims}, but GS08 {group} is for {groupClaims}', once: 'group' },
    old: {
      text: 'ST03 and GS08 are {set}; the version that payers must take is {adopted}',
      severity: 'warning',
      fix: 'Have the export name {adopted} in GS08 and ST03, and follow that version.',
    },
    line: {
      text: 'This line is for {lineClaims}, but ST03 {set} is for {setClaims}',
      fix: 'Send professional claims (SV1) as 005010X222A1 and institutional ones (SV2) as 005010X223A2, each in a group of its own.',
    },
  },
  words: ['group', 'set', 'setClaims', 'groupClaims', 'lineClaims'],
  examples: {
    good: [
      sound(),
      versions('005010X222A1', '005010X222A1 '),
      'CLM*A1*100***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:99213*100*UN*1~',
    ],
    bad: [
      { text: versions('005010X222A1', ''), message: 'missing', at: 'ST03' },
      { text: versions('', '005010X222A1'), message: 'unnamed', at: 'GS08' },
      { text: versions('005010X222', '005010X222A1'), message: 'differ', at: 'ST03' },
      { text: versions('005010X223A2', '005010X222A1'), message: 'guides', at: 'ST03' },
      { text: versions('005010X222A1', 'CLAIM'), message: 'differ', at: 'ST03' },
      { text: versions('005010X222', '005010X222'), message: 'old', at: 'ST03', severity: 'warning' },
      { text: versions('005010X222A2', '005010X222A2'), message: 'old', at: 'ST03', severity: 'warning' },
      { text: versions('005010X223A2', '005010X223A2'), message: 'line', at: 'SV1' },
    ],
  },
  transaction({ st, gs, foreignLine, type }, report) {
    const set = st.text(3).trim();
    const group = gs?.text(8).trim();
    if (group !== undefined && set !== group) {
      const setClaims = guideOf(set);
      const groupClaims = guideOf(group);
      if (set === '') report('missing', st.at(3), { group: shown(group) });
      else if (group === '') report('unnamed', gs!.at(8), { set: shown(set) });
      else if (setClaims && groupClaims && setClaims !== groupClaims)
        report('guides', st.at(3), { set: shown(set), setClaims, group: shown(group), groupClaims });
      else report('differ', st.at(3), { set: shown(set), group: shown(group) });
      return;
    }
    const { adopted } = VERSIONS[set] ?? {};
    if (adopted !== undefined && set !== adopted) report('old', st.at(3), { set, adopted });
    if (!foreignLine) return;
    const [setClaims, lineClaims] = type === '837P' ? Object.values(GUIDES) : Object.values(GUIDES).reverse();
    report('line', foreignLine, { lineClaims: lineClaims!, set: shown(set), setClaims: setClaims! });
  },
});

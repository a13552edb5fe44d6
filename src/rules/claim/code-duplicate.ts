import type { ClaimType, Segment } from '../../model/claim.ts';
import { defineRule, type ReportFunction } from '../rule.ts';
import { badOf, goodOf, messagesOf } from '../support/rows.ts';
import { codeText, from } from '../words.ts';
import type { CodeGroup } from './support/code-groups/group.ts';
import { CODE_GROUPS, type CodeGroupId } from './support/code-groups/table.ts';

const messages = messagesOf(CODE_GROUPS);

interface Group {
  readonly id: CodeGroupId;
  readonly components: readonly number[];
}

/** The groups of a guide, by qualifier. */
function groupsOf(type: ClaimType): ReadonlyMap<string, Group> {
  const rows = (Object.entries(CODE_GROUPS) as [CodeGroupId, CodeGroup][]).filter(([, row]) => row.types?.includes(type) ?? true);
  return new Map(
    rows.flatMap(([id, { qualifiers, components }]) =>
      qualifiers.map((qualifier): [string, Group] => [qualifier, { id, components }]),
    ),
  );
}

const GROUPS = { '837P': groupsOf('837P'), '837I': groupsOf('837I') } as const;

const IDS = ['HI'];

/** Where a code was seen first. */
interface Seen {
  readonly segment: Segment;
  readonly element: number;
}

function judgeCode(
  segment: Segment,
  element: number,
  group: Group,
  seen: Map<string, Seen>,
  report: ReportFunction<typeof messages>,
) {
  const code = segment.text(element, 2).trim();
  const key = [group.id, ...group.components.map((component) => segment.text(element, component).trim().toUpperCase())].join('*');
  const first = seen.get(key);
  if (!first) seen.set(key, { segment: segment.snapshot(), element });
  else if (code !== '') {
    const related = [first.segment.at(first.element, 2)];
    report(group.id, segment.at(element, 2), from(segment, { code: codeText(code, /^[0-9A-Z]{2}$/) }), { related });
  }
}

export default defineRule({
  id: 'claim/code-duplicate',
  severity: 'error',
  docs: {
    what: 'A claim lists a condition, occurrence, span or value code of HI once, and each reason for the visit. Diagnoses have a rule of their own, claim/diagnosis-duplicate.',
    why: 'Payers reject a bill on which a code is there twice: nobody knows which of two values holds.',
    fix: 'Remove the second one.',
    source: 'NUBC Official UB-04 Data Specifications, and what each message names',
  },
  claimStatus: [{ category: 'A7', code: '460' }],
  messages,
  examples: { good: goodOf(CODE_GROUPS), bad: badOf(CODE_GROUPS) },
  claim(claim, report) {
    const groups = GROUPS[claim.type];
    // Most claims have diagnoses only, which are decoded for other rules too.
    if (!claim.hiCodes.some(({ qualifier }) => groups.has(qualifier))) return;
    const seen = new Map<string, Seen>();
    claim.each(IDS, (segment) => {
      for (let element = 1; element <= segment.size; element++) {
        const group = groups.get(segment.text(element, 1));
        if (group) judgeCode(segment, element, group, seen, report);
      }
    });
  },
});

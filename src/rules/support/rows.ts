import type { Severity } from '../../model/finding.ts';
import type { BadExample, ByPayerClass, Example, ExampleRun, GradedMessage, ImplementationAck } from '../rule.ts';

/** A text that shows what a row forbids, and the element or segment that the finding is at, such as `SBR01`. */
export interface RowExample {
  readonly text: Example;
  readonly at: string;
  readonly run?: ExampleRun;
}

/** What each row of a table-driven rule says, whatever it looks for. Its key is the id of its message, and is never reused. */
export interface Row {
  readonly text: string;
  /** That of the rule, if absent. */
  readonly severity?: Severity;
  readonly byPayerClass?: ByPayerClass;
  readonly fix?: string;
  readonly ack?: ImplementationAck;
  /** Guides, loop and element, or the publication, that say so. */
  readonly source: string;
  readonly examples: { readonly good: readonly Example[]; readonly bad: readonly RowExample[] };
}

type Table<K extends string> = Readonly<Record<K, Row>>;

const keysOf = <K extends string>(table: Table<K>) => Object.keys(table) as K[];

/** The rows as messages of their rule. */
export function messagesOf<K extends string>(table: Table<K>): Readonly<Record<K, GradedMessage>> {
  const messages = keysOf(table).map((id): [K, GradedMessage] => {
    const { text, severity, byPayerClass, fix, ack, source } = table[id];
    const own = {
      ...(severity && { severity }),
      ...(byPayerClass && { byPayerClass }),
      ...(fix && { fix }),
      ...(ack && { ack }),
    };
    return [id, { text, ...own, source }];
  });
  return Object.fromEntries(messages) as Record<K, GradedMessage>;
}

/** The good examples of all rows. */
export function goodOf<K extends string>(table: Table<K>): Example[] {
  return keysOf(table).flatMap((id) => table[id].examples.good);
}

/** The bad examples of all rows, as those of their rule. */
export function badOf<K extends string>(table: Table<K>): BadExample<K>[] {
  return keysOf(table).flatMap((message) => {
    const { severity, examples } = table[message];
    return examples.bad.map((example) => ({ ...example, message, ...(severity && { severity }) }));
  });
}

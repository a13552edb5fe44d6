import { sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/usage',
  severity: 'warning',
  docs: {
    what: 'ISA15 is P in a file for production and T in a file for test. Checked only with `--production` or `--no-production`.',
    why: 'A test file sent to production is acknowledged but never paid; a production file sent to test is not paid either.',
    fix: 'Correct ISA15, or send the file to where it belongs.',
    source: 'ASC X12.5 Interchange Control Structures, ISA15',
  },
  messages: {
    test: 'ISA15 is T (test), but the file is for production',
    production: 'ISA15 is P (production), but the file is for test',
  },
  examples: {
    good: [sound(), sound().replace('*0*P*', '*0*T*'), sound().replace('*0*P*', '*1*P*')],
    bad: [
      { text: sound().replace('*0*P*', '*0*T*'), message: 'test', at: 'ISA15', run: { production: true } },
      { text: sound(), message: 'production', at: 'ISA15', run: { production: false } },
    ],
  },
  interchange({ isa }, report, { production }) {
    const usage = isa.text(15);
    if (production === true && usage === 'T') report('test', isa.at(15));
    else if (production === false && usage === 'P') report('production', isa.at(15));
  },
});

// What the bench measures, one a process: node --import ./measured.mjs contenders.mjs NAME FILE
import { closeSync, createReadStream, openSync, readFileSync, readSync } from 'node:fs';

/** Only the contenders that use node-x12 pay for loading it. */
const parser = async () => new (await import('node-x12')).default.X12Parser();

const CONTENDERS = {
  /** The floor: reads the file in chunks and looks at every byte, to count the terminators. */
  bytes(path) {
    const file = openSync(path, 'r');
    const chunk = Buffer.allocUnsafeSlow(1 << 20);
    let segments = 0;
    for (;;) {
      const size = readSync(file, chunk, 0, chunk.length, null);
      if (size === 0) break;
      for (let i = 0; i < size; i++) if (chunk[i] === 0x7e) segments++;
    }
    closeSync(file);
    return segments;
  },

  /** node-x12 as a transform stream: a segment object each, and no claims. */
  async stream(path) {
    const segmenter = await parser();
    return new Promise((resolve, reject) => {
      let segments = 0;
      createReadStream(path)
        .on('error', reject)
        .pipe(segmenter)
        .on('error', reject)
        .on('data', () => segments++)
        .on('end', () => resolve(segments));
    });
  },

  /** node-x12 as most programs use it: the whole file as one tree. */
  async tree(path) {
    const interchange = (await parser()).parse(readFileSync(path, 'latin1'));
    return interchange.functionalGroups.reduce((sum, group) => sum + group.transactions.length, 0);
  },
};

const [name, path] = process.argv.slice(2);
await CONTENDERS[name](path);

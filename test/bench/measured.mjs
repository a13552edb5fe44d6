// Loaded before a measured program (node --import): writes its peak memory and processor time to file descriptor 3 when it ends.
import { readFileSync, writeSync } from 'node:fs';

/** Peak resident memory in kB. The kernel's figure for the process itself: rusage would count the parent's until exec. */
function peak() {
  try {
    const line = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'latin1'));
    if (line) return Number(line[1]);
  } catch {
    // No /proc on this system.
  }
  return process.resourceUsage().maxRSS;
}

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(3, JSON.stringify({ kilobytes: peak(), cpu: (user + system) / 1e6 }));
});

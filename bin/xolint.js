#!/usr/bin/env node
import { guardProcess } from '../dist/cli/guard.js';
import { main } from '../dist/cli/main.js';
import { keepShortLivedSpaceSmall } from '../dist/cli/memory.js';

keepShortLivedSpaceSmall();
guardProcess();
process.exitCode = await main(process.argv.slice(2));

/** Makes call `at` of the file system below `root` fail; 0 for none. The result ends that, and gives the names of the calls. */
export function arm(plan: { root: string; at: number; how: string; really?: boolean }): () => string[];

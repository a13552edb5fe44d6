/** Who pays, as far as SBR09 of loop 2000B shows it. */
export type PayerClass = 'medicare' | 'medicare-advantage' | 'medicaid' | 'commercial' | 'federal' | 'liability' | 'unknown';

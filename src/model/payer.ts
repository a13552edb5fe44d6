/** Who pays, as far as SBR09 of loop 2000B tells. */
export type PayerClass = 'medicare' | 'medicare-advantage' | 'medicaid' | 'commercial' | 'federal' | 'liability' | 'unknown';

import { packId } from './segments.ts';

// Segment ids as SegmentTable stores them.

export const AMT = packId('AMT');
export const BHT = packId('BHT');
export const CAS = packId('CAS');
export const CLM = packId('CLM');
export const CR2 = packId('CR2');
export const CTP = packId('CTP');
export const DMG = packId('DMG');
export const DTP = packId('DTP');
export const GE = packId('GE');
export const GS = packId('GS');
export const HI = packId('HI');
export const HL = packId('HL');
export const IEA = packId('IEA');
export const LIN = packId('LIN');
export const LQ = packId('LQ');
export const LX = packId('LX');
export const MIA = packId('MIA');
export const MOA = packId('MOA');
export const N3 = packId('N3');
export const N4 = packId('N4');
export const NM1 = packId('NM1');
export const PAT = packId('PAT');
export const PER = packId('PER');
export const PRV = packId('PRV');
export const REF = packId('REF');
export const SBR = packId('SBR');
export const SE = packId('SE');
export const ST = packId('ST');
export const SV1 = packId('SV1');
export const SV2 = packId('SV2');
export const SVD = packId('SVD');
export const TA1 = packId('TA1');

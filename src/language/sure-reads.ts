import { wordSet } from '../text/word-set.ts';

/** Verbs that read whatever they are done to; others of the lexicon do now and then: one tracks a parcel and tracks a click. */
export const SURELY_READS = wordSet(
  'get list search find read fetch query retrieve describe look lookup check inspect view browse discover explain summarize summarise compare show display return echo wait calculate compute analyze analyse ' +
    'explore examine locate enumerate detect diff grep count see outline preview see validate identify access lint estimate convert translate parse decode encode extract geocode research investigate subtract multiply divide sum resolve select',
);

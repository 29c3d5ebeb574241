import { wordSet } from '../text/word-set.ts';

/** Verbs whose thing is not there before. */
export const MAKES = wordSet('create add insert new generate make register provision');
/** Verbs that make another out of a thing that is there. */
export const COPIES = wordSet('import clone fork copy duplicate upload');
/** Verbs that set going what takes its time. */
export const STARTS = wordSet('start launch schedule submit deploy trigger build');
/** Verbs for whatever one is given to run. */
export const RUNS = wordSet('run execute exec invoke call eval evaluate');
/** Verbs that take something away whatever they are done to. */
export const REMOVES = wordSet('delete remove drop purge destroy erase wipe truncate uninstall');
/** Verbs that leave something changed whatever they are done to. */
export const CHANGES = wordSet(
  'create update edit modify write insert append prepend rename replace upsert publish send upload merge deploy archive assign approve reject move patch save commit overwrite',
);

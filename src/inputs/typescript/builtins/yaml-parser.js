/** `js-yaml` ends at the first mistake, stops what nests deep, and shares what is aliased: texts here are strangers'. */
export { CORE_SCHEMA, DEFAULT_SCHEMA, FAILSAFE_SCHEMA, JSON_SCHEMA, loadAll, types, YAMLException } from 'js-yaml';

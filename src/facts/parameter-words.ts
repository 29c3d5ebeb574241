import { formNeeded, type Form } from '../language/forms.ts';
import { saysMoreThan } from '../language/says-more.ts';
import type { Parameter } from './parameters.ts';
import type { Stated } from './stated.ts';

/** Whether a description says no more than the name, and nothing else in the schema of the parameter does either. */
export function saysNothingNew(parameter: Parameter): boolean {
  const { name, path, description } = parameter;
  if (description === '' || saysMoreThan(name, ownerOf(path), description)) return false;
  const stated = parameter.stated();
  const { types, elements } = stated;
  return (
    types !== undefined &&
    types.size === 1 &&
    [stated, elements].every((each) => each === undefined || isBare(each)) &&
    (types.has('string') || (types.has('array') && elements?.types?.has('object') !== true))
  );
}

/** Nothing restricts or shows the value. */
const isBare = ({ values, formats, shown, bounds, preset }: Stated): boolean =>
  values === undefined &&
  formats.size === 0 &&
  !shown &&
  Object.keys(bounds).length === 0 &&
  (preset === undefined || preset === null || preset === '');

/** The name of the object a parameter is part of. */
const ownerOf = (path: string): string => path.split('.').at(-2) ?? '';

/** A described parameter whose value can be written in several ways, and no text, keyword or example tells in which. */
export interface Unstated {
  readonly parameter: Parameter;
  readonly form: Form;
}

/** Those of one tool. Where another parameter tells the form, as `start` does for `end`, it is told. */
export function unstatedForms(parameters: readonly Parameter[], toolText: string): readonly Unstated[] {
  const told = new Set<Form>();
  const open: Unstated[] = [];
  for (const parameter of parameters) {
    const need = formNeeded(parameter.name);
    if (need === undefined) continue;
    if (parameter.description === '' || !mayBe(need.type, parameter)) continue;
    if (need.form === 'duration' && hasUnitBeside(parameter, parameters)) continue;
    if (need.isTold(parameter.description) || isShown(parameter)) told.add(need.form);
    else if (!need.isToldBeside(toolText)) open.push({ parameter, form: need.form });
  }
  return open.filter(({ form }) => !told.has(form));
}

/** What gives an interval its unit: `{ frequency: "weekly", interval: 2 }`. */
const UNIT =
  /(?:^|[_-])(?:units?|freq|frequency|recurrence|period|granularity)$|[a-z](?:Units?|Frequency|Period|Granularity)$/;
const hasUnitBeside = ({ path }: Parameter, all: readonly Parameter[]): boolean => {
  const end = path.lastIndexOf('.') + 1;
  const owner = path.slice(0, end);
  return (
    UNIT.test(owner.slice(0, -1)) ||
    all.some((each) => each.path.slice(0, end) === owner && UNIT.test(each.path.slice(end)))
  );
};

const isShown = (parameter: Parameter): boolean => {
  const { values, formats, shown, preset } = parameter.stated();
  return values !== undefined || formats.size > 0 || shown || (typeof preset === 'string' && preset !== '');
};

function mayBe(type: 'text' | 'number', parameter: Parameter): boolean {
  const { types, mixed } = parameter.stated();
  if (types?.size !== 1 || mixed) return false;
  return type === 'text' ? types.has('string') : types.has('number') || types.has('integer');
}

import { objectOf, stringOf, type Json } from '../manifest.ts';
import type { Lock } from './lock.ts';

/** `package-lock.json` and `npm-shrinkwrap.json`: a map from folder, such as `node_modules/a/node_modules/b`, to package. */
export function npmLock(json: Json): Lock {
  const packages = objectOf(json['packages']) ?? {};
  const versionAt = (place: string | undefined): string | undefined =>
    place === undefined ? undefined : stringOf(objectOf(packages[place])?.['version']);
  /** The place that Node would find from a folder, looking upwards as it does. */
  const placeOf = (name: string, from: string): string | undefined => {
    const folders = from === '' ? [] : from.split('/');
    for (let length = folders.length; length >= 0; length--) {
      if (folders[length - 1] === 'node_modules') continue;
      const place = [...folders.slice(0, length), 'node_modules', name].join('/');
      if (Object.hasOwn(packages, place)) return place;
    }
    return undefined;
  };
  return {
    of: (name, { folder }) => versionAt(placeOf(name, folder)),
    inside: (name, other, { folder }) => {
      const place = placeOf(other, folder);
      return place === undefined ? undefined : versionAt(placeOf(name, place));
    },
    all: (name) =>
      Object.keys(packages)
        .filter((place) => place.endsWith(`node_modules/${name}`))
        .flatMap((place) => versionAt(place) ?? []),
  };
}

const WORD = /[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+/g;

/** The lower-case words of an identifier: `getHTTPStatus_v2` is get, http, status, v, 2. */
export const splitIdentifier = (identifier: string): readonly string[] => (identifier.match(WORD) ?? []).map((word) => word.toLowerCase());

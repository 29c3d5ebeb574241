/** The words of a list written as one text, with blanks between. */
export const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(' '));

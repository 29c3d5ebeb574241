/** The first characters of a text, with an ellipsis where more follows. */
export const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

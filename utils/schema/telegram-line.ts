/**
 * Name of the two events by which the ends in the page's world and in the extension's find each other, before
 * any script of the page runs. Nothing listens for them afterwards, so that knowing the name is of no use.
 */
export const LINE_EVENT = 'unbluff:line';

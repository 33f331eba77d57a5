/** What a file can do when it is opened; `archive`: one whose password was sent along, so that no scanner looked inside. */
export type FileRisk = 'program' | 'script' | 'disk-image' | 'shortcut' | 'archive';

import type { PeerId } from '@/utils/schema/telegram';

/** Bytes that the app asks for: a media file by its id, or the picture of a peer. */
export interface Wanted {
  /** Null: it names no media that can be told from others. */
  readonly id: string | null;
  /** Whose avatar, profile picture or story it is; null for what belongs to a message. */
  readonly peer: PeerId | null;
  /** The number under which it is asked for and answered. */
  readonly task: string;
  /** Name of the file, or its address: what it is called when it is cancelled, or asked for by another tab. */
  readonly file: string;
  /** Under which name it will be saved to the disk; empty: it is for showing. */
  readonly saves: string;
}

/** What one part of a message to the worker is to us; null: of a shape that we do not know. */
export type Part =
  /** Media is asked for. */
  | { readonly what: 'wants'; readonly wanted: Wanted }
  /** What was asked for under this number or name is not wanted any more. */
  | { readonly what: 'cancels'; readonly task: string; readonly file: string }
  /** A question about one peer: pictures that its answer holds are that peer's. */
  | { readonly what: 'asks'; readonly task: string; readonly peer: PeerId }
  /** No business of ours. */
  | { readonly what: 'known' }
  | null;

export const KNOWN: Part = { what: 'known' };

/** Questions whose answers hold pictures without saying whose they are; the history of a chat is none. */
export const ABOUT_A_PEER = /photo|(?<!hi)stor(?:y|ies)|full|profile|avatar/i;

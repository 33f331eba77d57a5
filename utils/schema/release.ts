import * as z from 'zod/mini';

/**
 * What is signed of a release of lists: the four roles of The Update Framework
 * (TUF, https://theupdateframework.github.io/specification/), as far as we use
 * them. A file may hold fields that are not named here; they are signed and
 * otherwise ignored.
 *
 *   root       whose keys speak for which role        metadata/N.root.json
 *   timestamp  which snapshot is the newest           metadata/timestamp.json
 *   snapshot   which targets belong to it             metadata/N.snapshot.json
 *   targets    length and hash of the list            metadata/N.targets.json
 */
export const ROLES = ['root', 'timestamp', 'snapshot', 'targets'] as const;
export type Role = (typeof ROLES)[number];

/** The one target that this build reads. A list of another format gets another name. */
export const LIST_TARGET = 'list.json';

const Version = z.int().check(z.minimum(1), z.maximum(2 ** 31));
const Expires = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/));
const KeyId = z.string().check(z.regex(/^[0-9a-f]{1,128}$/));
export const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const Hashes = z.object({ sha256: Sha256 });
const MAX_KEYS = 50;
export const MAX_SWITCHED_OFF = 200;

/** A file of metadata: `signed` stays as it came, for the signatures are over all of it. */
export const Envelope = z.object({
  signed: z.record(z.string(), z.unknown()),
  signatures: z
    .array(z.object({ keyid: KeyId, sig: z.string().check(z.regex(/^(?:[0-9a-f]{2}){0,512}$/)) }))
    .check(z.maxLength(MAX_KEYS)),
});
export type Envelope = z.infer<typeof Envelope>;

const common = { version: Version, expires: Expires };

/** Keys of other kinds may stand in a root; they speak for nobody here. */
const PublicKey = z.object({
  keytype: z.string(),
  scheme: z.string(),
  keyval: z.object({ public: z.string().check(z.maxLength(4_000)) }),
});
export type PublicKey = z.infer<typeof PublicKey>;

const RoleKeys = z.object({
  keyids: z.array(KeyId).check(z.minLength(1), z.maxLength(MAX_KEYS)),
  threshold: z.int().check(z.minimum(1), z.maximum(MAX_KEYS)),
});
export type RoleKeys = z.infer<typeof RoleKeys>;

export const Root = z.object({
  ...common,
  _type: z.literal('root'),
  consistent_snapshot: z.literal(true),
  keys: z.record(KeyId, PublicKey),
  roles: z.object({ root: RoleKeys, timestamp: RoleKeys, snapshot: RoleKeys, targets: RoleKeys }),
});
export type Root = z.infer<typeof Root>;

const Meta = z.object({
  version: Version,
  length: z.optional(z.int().check(z.minimum(1))),
  hashes: z.optional(Hashes),
});
export type Meta = z.infer<typeof Meta>;

export const Timestamp = z.object({
  ...common,
  _type: z.literal('timestamp'),
  /** When it was signed: a clock that stands before it is wrong. */
  issued: z.optional(Expires),
  meta: z.object({ 'snapshot.json': Meta }),
});
export type Timestamp = z.infer<typeof Timestamp>;

export const Snapshot = z.object({
  ...common,
  _type: z.literal('snapshot'),
  meta: z.object({ 'targets.json': Meta }),
});
export type Snapshot = z.infer<typeof Snapshot>;

export const ListTarget = z.object({
  length: z.int().check(z.minimum(1)),
  hashes: Hashes,
  custom: z.object({
    revision: Version,
    made: z.iso.date(),
    /** The oldest revision from which there is a delta. */
    since: z.optional(z.int().check(z.minimum(1))),
    /** Patterns switched off, on whatever list is in use. */
    off: z.optional(z.array(z.string().check(z.maxLength(80))).check(z.maxLength(MAX_SWITCHED_OFF))),
  }),
});
export type ListTarget = z.infer<typeof ListTarget>;

export const Targets = z.object({
  ...common,
  _type: z.literal('targets'),
  targets: z.object({ [LIST_TARGET]: ListTarget }),
});
export type Targets = z.infer<typeof Targets>;

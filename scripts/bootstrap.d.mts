interface Lock {
  packages?: Record<
    string,
    { version?: string; optional?: boolean; devOptional?: boolean; peer?: boolean; name?: string }
  >;
}
export const ROOT: string;
export function isInstalled(lock: Lock, installed: Lock): boolean;
export function explainFailure(output: string): string;
export function pinnedNode(root: string, platform?: string, arch?: string): string | undefined;

import type * as Yaml from "yaml";

let library: typeof Yaml | undefined;

/**
 * Returns the parser that keeps comments. It is loaded when the first text needs it, since its seventy files take longer
 * than a check of a hundred records in canonical form; and without an import of Node's, so that a browser can load this
 * module.
 */
export function yamlLibrary(): typeof Yaml {
	library ??= process.getBuiltinModule("node:module").createRequire(import.meta.url)("yaml") as typeof Yaml;
	return library;
}

/** Sets the parser where Node does not load it: in a browser. */
export function useYamlLibrary(yaml: typeof Yaml): void {
	library = yaml;
}

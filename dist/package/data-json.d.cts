import type { RegistryData } from "./index.cjs";

declare const data: RegistryData;
export = data;
